using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>A verdict after the budgets were asked, and what was taken aside; null where nothing was.</summary>
internal sealed record PricedVerdict(Verdict Verdict, SpendReservation? Held);
