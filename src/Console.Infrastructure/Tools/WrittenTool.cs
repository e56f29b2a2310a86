using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>A <c>Tool</c> document that passed every check that needs no database.</summary>
public sealed record WrittenTool(ToolContract Contract, WrittenDocument Document)
{
    /// <summary>The contract made ready to be asked; null where its schema does not compile.</summary>
    public LoadedContract? Loaded => LoadedContract.Of(Document.Text, Document.Hash);

    public static WrittenTool? Read(JsonElement document, out IReadOnlyList<Fault> faults)
    {
        if (WrittenDocument.Of(document, ToolLimits.DocumentBytesMax, out var fault) is not { } written)
        {
            faults = [fault!];
            return null;
        }

        // The kind is judged before it is taken away.
        if (ToolContract.Parse(document, out faults) is not { } contract) return null;
        faults = [
            .. SchemaCheck.OfSchema(contract.InputSchema, "/input_schema"),
            .. contract.OutputSchema is { } output ? SchemaCheck.OfSchema(output, "/output_schema") : [],
        ];
        return faults.Count == 0 ? new(contract, written) : null;
    }
}
