namespace AgentConsole.Web.Shell.Kit;

/// <summary>How a chart draws its series.</summary>
public enum ChartShape
{
    /// <summary>Bars upon one another: for what adds up.</summary>
    Stacks,
    /// <summary>Lines: for shares and times, which do not.</summary>
    Lines,
    /// <summary>One bar for each name, lying down.</summary>
    Ranking,
}
