using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Keywords.Applicators;

namespace AgentConsole.JsonSchema.Compilation;

/// <summary>The core vocabulary: references. Identifiers and anchors are read when a document is opened.</summary>
internal static class CoreWords
{
    public static void Read(NodeReader reader)
    {
        if (reader.Text("$ref") is { } reference)
        {
            reader.Rules.AddApplicator(InstanceKinds.All, new RefKeyword(reader.Node, "$ref", reader.Referred("$ref", reference)));
        }

        if (reader.Text("$dynamicRef") is { } dynamicReference) ReadDynamic(reader, dynamicReference);
    }

    private static void ReadDynamic(NodeReader reader, string reference)
    {
        var initial = reader.Referred("$dynamicRef", reference);
        // Only a dynamic anchor makes it dynamic; anything else behaves like $ref.
        Keyword keyword = reader.Compiler.Library.FindDynamic(reader.Resource, reference) is { } anchor
            ? new DynamicRefKeyword(reader.Node, initial, reader.Compiler.TargetsOf(anchor))
            : new RefKeyword(reader.Node, "$dynamicRef", initial);
        reader.Rules.AddApplicator(InstanceKinds.All, keyword);
    }
}
