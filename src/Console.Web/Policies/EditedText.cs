namespace AgentConsole.Web.Policies;

/// <summary>What somebody typed, and the name of the text upon which it was typed.</summary>
public sealed record EditedText(string Base, string Text);
