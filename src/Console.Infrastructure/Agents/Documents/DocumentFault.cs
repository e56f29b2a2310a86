using AgentConsole.Domain;

namespace AgentConsole.Infrastructure.Agents.Documents;

/// <summary>What is wrong with a document, and where it stands; kind and name where it got as far as saying them.</summary>
public sealed record DocumentFault(string File, int Line, string? Kind, string? Name, Fault Fault)
{
    public static DocumentFault Of(SourceDocument document, Fault fault) => new(document.File, document.Line, document.Kind, document.Name, fault);
}
