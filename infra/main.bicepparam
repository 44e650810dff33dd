// An example: every <…> is to be replaced, and the bot refuses to start while one is left.
using 'main.bicep'

param image = ''
param teamId = '<team-group-id>'
param libraries = {
  felles: '<drive-id-felles>'
  samtykker: '<drive-id-samtykker>'
}
param channels = {
  fagteam: '<channel-id-fagteam>'
}
param pupilAttribute = 'jobTitle'
param pupilValues = ['Elev']
param organiser = '<organiser-mailbox>'
param planFile = '/app/plans/<plan>.yaml'
param municipality = '<municipality>'
param websiteUrl = 'https://<municipality-website>/slt'
param privacyUrl = 'https://<municipality-website>/personvern'
param databasePassword = readEnvironmentVariable('DATABASE_PASSWORD')
