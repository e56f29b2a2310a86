using AgentConsole.Web.Shell;

return await CommandLine.RunAsync(args);
