using JobsService.Tool;

return await JobsTool.Run(args, ToolHost.OfProcess());
