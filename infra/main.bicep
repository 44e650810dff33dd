// One municipality's SLT-bot in one resource group.
//
// First without `image`: vault, database and identity are made. Then the operator puts the secrets into the vault,
// and the same template with `image` starts the bot. No secret but the database's password passes through here.
targetScope = 'resourceGroup'

@description('Begins every name; short, lower case.')
@minLength(3)
@maxLength(12)
param name string = 'slt'

@description('Where everything is kept. Norway unless the municipality says otherwise.')
param location string = 'norwayeast'

@description('The bot\'s image with its tag; empty the first time.')
param image string = ''

@description('The registry the identity pulls the image from; empty is a public one.')
param registry string = ''

@description('The version durable work is marked with; the same for all replicas.')
param applicationVersion string = ''

@description('Two replicas or more, so that one may fall.')
@minValue(1)
@maxValue(10)
param minReplicas int = 2

@description('How the bot signs in. The managed identity has no secret to lose.')
@allowed(['managed_identity', 'certificate', 'secret'])
param appAuth string = 'managed_identity'

@description('The app registration\'s id when a certificate or a secret is used.')
param appRegistrationId string = ''

@description('Other tenants the bot answers in.')
param allowedTenants array = []

@description('The Entra group id of the team.')
param teamId string

@description('Drive ids: { felles: \'…\', samtykker: \'…\' }')
param libraries object

@description('Channel ids by the plan\'s organs: { fagteam: \'19:…\' }')
param channels object = {}

@description('The field of Entra that shows that an account is a pupil\'s, and the values that mean so.')
param pupilAttribute string
param pupilValues array

@description('The mailbox that invites to meetings.')
param organiser string

@description('The gateway for text messages about a hastemøte, https://…; empty for none. Its key is the secret sms-token.')
param smsUrl string = ''

@description('The bot\'s own address, https://…, for the links in text messages.')
param publicUrl string = ''
@description('What stands before .sharepoint.com in the municipality\'s addresses; empty takes no signed forms.')
param sharepointName string = ''

@description('The folder of the municipality\'s own Word templates in the image; empty uses the ones that follow.')
param templatesDir string = ''

@description('The plan file\'s place in the image.')
param planFile string

@description('The day the plan applies from, YYYY-MM-DD; empty is at once.')
param planEffectiveFrom string = ''

@description('What the Teams package says of the municipality.')
param municipality string
param websiteUrl string
param privacyUrl string

@allowed(['DEBUG', 'INFO', 'WARNING', 'ERROR'])
param logLevel string = 'INFO'

@description('The database\'s password: letters and digits, 32 or more.')
@secure()
@minLength(32)
param databasePassword string

var unique = take(uniqueString(resourceGroup().id), 6)
var appId = appAuth == 'managed_identity' ? bot.properties.clientId : appRegistrationId

resource bot 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-bot'
  location: location
}

resource databaseKeeper 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-database'
  location: location
}

module log 'modules/log.bicep' = {
  name: 'log'
  params: {
    name: name
    location: location
  }
}

module network 'modules/network.bicep' = {
  name: 'network'
  params: {
    name: name
    location: location
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: '${name}-${unique}'
    location: location
    botPrincipalId: bot.properties.principalId
    databasePrincipalId: databaseKeeper.properties.principalId
    workspaceId: log.outputs.workspaceId
  }
}

module database 'modules/database.bicep' = {
  name: 'database'
  params: {
    name: '${name}-${unique}'
    location: location
    subnetId: network.outputs.databaseSubnetId
    dnsZoneId: network.outputs.dnsZoneId
    identityId: databaseKeeper.id
    keyUri: vault.outputs.databaseKeyUri
    vaultName: vault.outputs.name
    password: databasePassword
  }
}

module app 'modules/app.bicep' = if (!empty(image)) {
  name: 'app'
  params: {
    name: name
    location: location
    image: image
    registry: registry
    applicationVersion: applicationVersion
    minReplicas: minReplicas
    appAuth: appAuth
    appId: appId
    tenantId: tenant().tenantId
    allowedTenants: allowedTenants
    teamId: teamId
    libraries: libraries
    channels: channels
    pupilAttribute: pupilAttribute
    pupilValues: pupilValues
    organiser: organiser
    smsUrl: smsUrl
    publicUrl: publicUrl
    sharepointName: sharepointName
    templatesDir: templatesDir
    planFile: planFile
    planEffectiveFrom: planEffectiveFrom
    municipality: municipality
    websiteUrl: websiteUrl
    privacyUrl: privacyUrl
    logLevel: logLevel
    identityId: bot.id
    vaultUri: vault.outputs.uri
    subnetId: network.outputs.appSubnetId
    workspaceName: log.outputs.workspaceName
  }
  dependsOn: [database]
}

module registration 'modules/bot.bicep' = if (!empty(image)) {
  name: 'registration'
  params: {
    name: '${name}-${unique}'
    appId: appId
    appAuth: appAuth
    tenantId: tenant().tenantId
    identityId: bot.id
    host: empty(image) ? '' : app!.outputs.host
  }
}

output vaultName string = vault.outputs.name
output botAppId string = appId
output messagingHost string = empty(image) ? '' : app!.outputs.host
