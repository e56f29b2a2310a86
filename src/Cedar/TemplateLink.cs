using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar;

/// <summary>A policy made of a template by naming the entities for its slots.</summary>
public sealed record TemplateLink(string TemplateId, string NewId, EntityUid? Principal, EntityUid? Resource);
