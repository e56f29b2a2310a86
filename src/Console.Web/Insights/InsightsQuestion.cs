using AgentConsole.Infrastructure.Insights;

namespace AgentConsole.Web.Insights;

/// <summary>One look, and the words with which it was asked for.</summary>
internal sealed record InsightsQuestion(RollupAsk Ask, IReadOnlyList<string> Words);
