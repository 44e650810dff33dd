// The bot itself. Every setting it reads is named here: in the environment, or as a file of the vault's secrets.
param name string
param location string
param image string
param registry string
param applicationVersion string
param minReplicas int
param appAuth string
param appId string
param tenantId string
param allowedTenants array
param teamId string
param libraries object
param channels object
param pupilAttribute string
param pupilValues array
param organiser string
param smsUrl string
param publicUrl string
param sharepointName string
param templatesDir string
param planFile string
param planEffectiveFrom string
param municipality string
param websiteUrl string
param privacyUrl string
param logLevel string
param identityId string
param vaultUri string
param subnetId string
param workspaceName string

var port = 3978
var privatePort = 3979
var secretsDir = '/run/slt'

// Name in the vault → file the bot reads.
var files = {
  'database-url': 'SLT_DATABASE_URL'
  'master-key': 'SLT_MASTER_KEY'
  'card-signing-key': 'SLT_CARD_SIGNING_KEY'
  people: 'people.yaml'
}
var credentials = {
  managed_identity: {}
  certificate: { certificate: 'certificate.pem' }
  secret: { 'app-secret': 'SLT_APP_SECRET' }
}
var telephone = {
  off: {}
  on: { 'sms-token': 'SLT_SMS_TOKEN' }
}
var mounted = items(union(files, credentials[appAuth], telephone[empty(smsUrl) ? 'off' : 'on']))

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: workspaceName
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-env'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: workspace.properties.customerId
        sharedKey: workspace.listKeys().primarySharedKey
      }
    }
    vnetConfiguration: {
      infrastructureSubnetId: subnetId
    }
    workloadProfiles: [
      {
        name: 'Consumption'
        workloadProfileType: 'Consumption'
      }
    ]
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: '${name}-bot'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: port
        transport: 'http'
        allowInsecure: false
      }
      registries: empty(registry) ? [] : [{ server: registry, identity: identityId }]
      secrets: map(mounted, file => {
        name: file.key
        keyVaultUrl: '${vaultUri}secrets/${file.key}'
        identity: identityId
      })
    }
    template: {
      terminationGracePeriodSeconds: 30
      scale: {
        minReplicas: minReplicas
        maxReplicas: minReplicas
      }
      volumes: [
        {
          name: 'secrets'
          storageType: 'Secret'
          secrets: map(mounted, file => {
            secretRef: file.key
            path: file.value
          })
        }
        {
          name: 'state'
          storageType: 'EmptyDir'
        }
      ]
      containers: [
        {
          name: 'bot'
          image: image
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          volumeMounts: [
            {
              volumeName: 'secrets'
              mountPath: secretsDir
            }
            {
              volumeName: 'state'
              mountPath: '/var/lib/slt'
            }
          ]
          probes: [
            {
              type: 'Liveness'
              httpGet: {
                path: '/healthz'
                port: port
              }
              periodSeconds: 10
              failureThreshold: 3
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/readyz'
                port: privatePort
              }
              periodSeconds: 5
              failureThreshold: 3
            }
          ]
          env: [
            { name: 'SLT_APP_ID', value: appId }
            { name: 'SLT_TENANT_ID', value: tenantId }
            { name: 'SLT_ALLOWED_TENANTS', value: join(allowedTenants, ',') }
            { name: 'SLT_APP_AUTH', value: appAuth }
            { name: 'SLT_APP_CERTIFICATE_PATH', value: appAuth == 'certificate' ? '${secretsDir}/certificate.pem' : '' }
            { name: 'SLT_MANAGED_IDENTITY_CLIENT_ID', value: '' } // the bot's own identity
            { name: 'SLT_FEDERATED_TOKEN_FILE', value: '' } // for Kubernetes; not used here
            { name: 'SLT_SECRETS_DIR', value: secretsDir }
            { name: 'SLT_HOST', value: '0.0.0.0' }
            { name: 'SLT_PORT', value: string(port) }
            { name: 'SLT_PRIVATE_PORT', value: string(privatePort) }
            { name: 'SLT_STATE_DIR', value: '/var/lib/slt' }
            { name: 'SLT_PLAN_FILE', value: planFile }
            { name: 'SLT_PLAN_EFFECTIVE_FROM', value: planEffectiveFrom }
            { name: 'SLT_PEOPLE_FILE', value: '${secretsDir}/people.yaml' }
            { name: 'SLT_TEAM_ID', value: teamId }
            { name: 'SLT_LIBRARIES', value: string(libraries) }
            { name: 'SLT_CHANNELS', value: string(channels) }
            { name: 'SLT_PUPIL_ATTRIBUTE', value: pupilAttribute }
            { name: 'SLT_PUPIL_VALUES', value: join(pupilValues, ',') }
            { name: 'SLT_ORGANISER', value: organiser }
            { name: 'SLT_SMS_URL', value: smsUrl }
            { name: 'SLT_PUBLIC_URL', value: publicUrl }
            { name: 'SLT_SHAREPOINT_NAME', value: sharepointName }
            { name: 'SLT_TEMPLATES_DIR', value: templatesDir }
            { name: 'SLT_GRAPH_BASE_URL', value: '' } // Microsoft's own
            { name: 'SLT_MUNICIPALITY', value: municipality }
            { name: 'SLT_WEBSITE_URL', value: websiteUrl }
            { name: 'SLT_PRIVACY_URL', value: privacyUrl }
            { name: 'SLT_LOG_LEVEL', value: logLevel }
            { name: 'SLT_LOG_FORMAT', value: 'json' }
            { name: 'SLT_EXECUTOR_ID', value: '' } // each replica takes its own name
            { name: 'SLT_APPLICATION_VERSION', value: applicationVersion }
          ]
        }
      ]
    }
  }
}

output host string = app.properties.configuration.ingress.fqdn
