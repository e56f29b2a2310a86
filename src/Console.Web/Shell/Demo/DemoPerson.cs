namespace AgentConsole.Web.Shell.Demo;

/// <summary>Somebody who may sign in to the demo, with the password that is shown once.</summary>
internal sealed record DemoPerson(string Email, string Does, string Password);
