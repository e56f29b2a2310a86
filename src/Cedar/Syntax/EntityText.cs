using System.Diagnostics.CodeAnalysis;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Syntax;

/// <summary>Reads a single entity such as <c>User::"alice"</c>.</summary>
internal sealed class EntityText(string text) : ExpressionParser(text)
{
    public static bool TryParse(string text, [NotNullWhen(true)] out EntityUid? uid)
    {
        try
        {
            var reader = new EntityText(text);
            reader.Start();
            uid = reader.ReadEntity("an entity");
            if (reader.Now.Kind == TokenKind.End) return true;
        }
        catch (CedarException)
        {
            // Not an entity; the caller says so.
        }

        uid = null;
        return false;
    }
}
