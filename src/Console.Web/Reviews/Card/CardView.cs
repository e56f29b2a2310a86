namespace AgentConsole.Web.Reviews.Card;

/// <summary>In what form one reads what would change, in the order in which a key goes through them.</summary>
internal enum CardView
{
    SideBySide,
    Inline,
    Raw,
}
