using AgentConsole.JsonSchema.Keywords.Arrays;
using AgentConsole.JsonSchema.Keywords.Objects;

namespace AgentConsole.JsonSchema.Compilation;

/// <summary>The unevaluated vocabulary: what no other keyword spoke about.</summary>
internal static class UnevaluatedWords
{
    public static void Read(NodeReader reader)
    {
        if (!reader.Dialect.Has(Vocabularies.Unevaluated)) return;
        if (reader.Schema("unevaluatedItems") is { } elements) reader.Rules.AddUnevaluated(new UnevaluatedItemsKeyword(reader.Node, elements));
        if (reader.Schema("unevaluatedProperties") is { } members) reader.Rules.AddUnevaluated(new UnevaluatedPropertiesKeyword(reader.Node, members));
    }
}
