using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Formats;
using AgentConsole.JsonSchema.Keywords.Strings;

namespace AgentConsole.JsonSchema.Compilation;

/// <summary>The two format vocabularies: one only annotates unless the caller wants more, the other always asserts.</summary>
internal static class FormatWords
{
    public static void Read(NodeReader reader)
    {
        var annotates = reader.Dialect.Has(Vocabularies.FormatAnnotation);
        var asserts = reader.Dialect.Has(Vocabularies.FormatAssertion);
        if (!annotates && !asserts) return;
        if (reader.Text("format") is not { } format || !(asserts || reader.Compiler.AssertsFormats)) return;
        if (KnownFormats.Find(format) is { } check) reader.Rules.AddAssertion(InstanceKinds.String, new FormatKeyword(reader.Node, format, check));
    }
}
