// PostgreSQL: one database for the store, one for the durable work. Its address with the password is a secret of
// the vault, so that a new password is a new deployment and nothing else.
param name string
param location string
param subnetId string
param dnsZoneId string
param identityId string
param keyUri string
param vaultName string

@secure()
param password string

var user = 'slt'
var trust = 'sslmode=verify-full&sslrootcert=/etc/ssl/certs/ca-certificates.crt'

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: name
  location: location
  sku: {
    name: 'Standard_B2s'
    tier: 'Burstable'
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    version: '16'
    administratorLogin: user
    administratorLoginPassword: password
    storage: {
      storageSizeGB: 32
    }
    backup: {
      backupRetentionDays: 14
      geoRedundantBackup: 'Disabled'
    }
    network: {
      delegatedSubnetResourceId: subnetId
      privateDnsZoneArmResourceId: dnsZoneId
    }
    dataEncryption: {
      type: 'AzureKeyVault'
      primaryKeyURI: keyUri
      primaryUserAssignedIdentityId: identityId
    }
  }

  resource store 'databases' = {
    name: 'slt'
    properties: {
      charset: 'UTF8'
      collation: 'C.utf8'
    }
  }

  resource durable 'databases' = {
    name: 'slt_dbos'
    properties: {
      charset: 'UTF8'
      collation: 'C.utf8'
    }
    dependsOn: [store]
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource url 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'database-url'
  properties: {
    value: 'postgresql+psycopg://${user}:${uriComponent(password)}@${server.properties.fullyQualifiedDomainName}:5432/slt?${trust}'
  }
}
