namespace AgentConsole.Domain.Access;

/// <summary>A secret on its only way out: no log, no record's text and no serializer shows it; it has to be asked.</summary>
public sealed class ShownOnce(string text)
{
    public string Reveal() => text;

    public override string ToString() => "(secret)";
}
