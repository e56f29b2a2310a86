namespace AgentConsole.Web.Insights;

/// <summary>What the overview shows, in an order that depends on the reader.</summary>
internal enum OverviewPart
{
    Own,
    Spend,
    Errors,
    Denials,
    Approvals,
}
