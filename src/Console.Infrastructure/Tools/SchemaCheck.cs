using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.JsonSchema;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>The door to the schema engine: holds values against schemas and schemas against their own rules.</summary>
public static class SchemaCheck
{
    /// <summary>What is wrong with the arguments of a proposal; pointers into them, codes named for the keyword.</summary>
    public static IReadOnlyList<Fault> Of(LoadedContract contract, JsonElement arguments) => Of(contract.Input, arguments);

    public static IReadOnlyList<Fault> Of(CompiledSchema schema, JsonElement value)
    {
        var result = schema.Validate(value);
        return result.IsValid ? [] : [.. result.Faults.Select(fault => new Fault(fault.InstancePointer, fault.Code, fault.Message))];
    }

    /// <summary>What is wrong with a schema itself.</summary>
    /// <param name="pointer">Where in its document the schema stands.</param>
    public static IReadOnlyList<Fault> OfSchema(JsonElement schema, string pointer)
    {
        var result = SchemaChecks.Check(schema);
        return result.IsValid ? [] : [.. result.Faults.Select(fault => new Fault(pointer + fault.InstancePointer, fault.Code, fault.Message))];
    }
}
