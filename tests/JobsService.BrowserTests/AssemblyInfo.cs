using JobsService.IntegrationTests.Service;

[assembly: ServiceLogs]
