using System.Text.Json;

namespace AgentConsole.Cedar.Tests.Conformance;

/// <summary>One test of the corpus: policies, entities, a schema, and queries with their answers.</summary>
public sealed record CorpusTest(string Name, string Policies, string Entities, string Schema, bool ShouldValidate, JsonElement Queries);
