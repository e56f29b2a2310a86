using AgentConsole.Domain.Access;

namespace AgentConsole.Domain.Incidents;

/// <summary>The bounds of the Incidents room.</summary>
public static class IncidentLimits
{
    public const int BodyBytesMax = 16 * 1024;
    public const int TitleLengthMax = 200;
    public const int ReasonLengthMax = 500;
    public const int ActorLengthMax = 200;

    public const int NoteLengthMax = 4_000;
    public const int NotesMax = 500;

    public const int FollowUpsMax = 100;
    public const int FollowUpLengthMax = 500;
    public const int OwnerLengthMax = AccessLimits.EmailLengthMax;
    /// <summary>How far ahead something may be due.</summary>
    public const int DueDaysMax = 732;

    public const int AnswerLengthMax = 4_000;

    public const int GroundsMax = 10;
    public const int GroundLengthMax = 500;
    public const int WaiverDaysMax = 366;

    public const int PostmortemLengthMax = 40_000;
    /// <summary>A text in JSON may have six bytes for one character.</summary>
    public const int PostmortemBytesMax = 6 * PostmortemLengthMax + 1_024;

    /// <summary>The sentences that say what happened, as JSON.</summary>
    public const int StoryLengthMax = 8_000;
    public const int StoryNameLengthMax = 80;

    /// <summary>Bytes of one section of a bundle; what does not fit is left out, and the bundle says so.</summary>
    public const int BundleSectionBytesMax = 96 * 1024;
    /// <summary>Containers inside one another in what a bundle quotes; what lies deeper is quoted as text.</summary>
    public const int BundleDepthMax = 30;
    public const int BundleVersionsMax = 20;
    public const int BundleToolCallsMax = 300;
    public const int BundleEvaluationsMax = 200;
    public const int BundleProposalsMax = 50;
    public const int BundleDecisionsMax = 200;
    public const int BundleReservationsMax = 200;
    public const int BundleStopsMax = 20;
    public const int BundleEntriesMax = 300;
    public const int BundleTraceIdsMax = 50;
    public const int BundleErrorLengthMax = 200;

    /// <summary>Ledger facts among which the notes of one incident are shown.</summary>
    public const int TimelineEntriesMax = 200;
    public const int PageSize = 50;
    public const int SearchLengthMax = 200;

    public const int TicketTargetsMax = 20;
    public const int TicketsMax = 40;
    public const int TargetNameLengthMax = 60;
    public const int ProjectLengthMax = 200;
    public const int SecretNameLengthMax = 60;
    public const int IssueTypeLengthMax = 60;
    public const int PriorityLengthMax = 60;
    public const int PrioritiesLengthMax = 300;
    public const int LabelsMax = 10;
    public const int LabelLengthMax = 50;
    public const int LabelsLengthMax = LabelsMax * (LabelLengthMax + 1);
    public const int TemplateLengthMax = 4_000;
    public const int TemplateDepthMax = 8;
    /// <summary>Jira takes no longer one; others are cut to the same.</summary>
    public const int SummaryLengthMax = 255;
    public const int TicketLinesMax = 40;
    public const int TicketKeyLengthMax = 100;
    public const int TicketReasonLengthMax = 300;
    /// <summary>One value in the event that an incident was opened; all of them fit a notice, whatever has to be escaped.</summary>
    public const int NoticeValueLengthMax = 120;
    public const int NoticeLinkLengthMax = 400;
}
