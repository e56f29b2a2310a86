namespace AgentConsole.Web.Shell.Description;

/// <summary>A refusal that an endpoint may answer with, by its stable codes.</summary>
internal sealed record ToldRefusal(int Status, IReadOnlyList<string> Codes);
