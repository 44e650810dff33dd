// The registration that lets Teams find the bot.
param name string
param appId string
param appAuth string
param tenantId string
param identityId string
param host string

var own = appAuth == 'managed_identity'

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: 'S1'
  }
  properties: {
    displayName: 'SLT-bot'
    endpoint: 'https://${host}/api/messages'
    msaAppId: appId
    msaAppType: own ? 'UserAssignedMSI' : 'SingleTenant'
    msaAppTenantId: tenantId
    msaAppMSIResourceId: own ? identityId : null
    disableLocalAuth: true
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: {
      channelName: 'MsTeamsChannel'
      properties: {
        isEnabled: true
        enableCalling: false
      }
    }
  }
}
