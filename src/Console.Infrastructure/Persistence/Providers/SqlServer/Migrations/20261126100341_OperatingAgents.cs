using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgentConsole.Infrastructure.Persistence.Providers.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class OperatingAgents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Form",
                table: "WebhookEndpoints",
                type: "varchar(32)",
                unicode: false,
                maxLength: 32,
                nullable: false,
                defaultValue: "standard");

            migrationBuilder.AddColumn<byte[]>(
                name: "SealedUrl",
                table: "WebhookEndpoints",
                type: "varbinary(4000)",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "DenialRetryAfterSeconds",
                table: "Proposals",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Executes",
                table: "Proposals",
                type: "varchar(32)",
                unicode: false,
                maxLength: 32,
                nullable: false,
                defaultValue: "agent");

            migrationBuilder.AddColumn<Guid>(
                name: "AlertId",
                table: "Outbox",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "TicketTargetId",
                table: "Outbox",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Tool",
                table: "Grants",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                collation: "Latin1_General_100_BIN2",
                oldClrType: typeof(string),
                oldType: "nvarchar(200)",
                oldMaxLength: 200);

            migrationBuilder.AlterColumn<string>(
                name: "Environment",
                table: "Grants",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                collation: "Latin1_General_100_BIN2",
                oldClrType: typeof(string),
                oldType: "nvarchar(40)",
                oldMaxLength: 40);

            migrationBuilder.CreateTable(
                name: "AgentSchedules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Agent = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Environment = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Cron = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Zone = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Url = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Input = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    TimeoutSeconds = table.Column<int>(type: "int", nullable: false),
                    Retries = table.Column<int>(type: "int", nullable: false),
                    BackoffSeconds = table.Column<int>(type: "int", nullable: false),
                    AtOnce = table.Column<int>(type: "int", nullable: false),
                    CapUsdNanos = table.Column<long>(type: "bigint", nullable: true),
                    IsEnabled = table.Column<bool>(type: "bit", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AgentSchedules", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AlertRules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    Kind = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    Agent = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Tool = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Workflow = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    WindowMinutes = table.Column<int>(type: "int", nullable: false),
                    BaselineHours = table.Column<int>(type: "int", nullable: false),
                    Minimum = table.Column<int>(type: "int", nullable: false),
                    ChancePerMillion = table.Column<int>(type: "int", nullable: false),
                    LimitMicros = table.Column<long>(type: "bigint", nullable: false),
                    FactorTenths = table.Column<int>(type: "int", nullable: false),
                    Severity = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    Owner = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    RunbookUrl = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Mode = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    Channels = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    QuietMinutes = table.Column<int>(type: "int", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    CheckedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertRules", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Alerts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RuleId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RuleName = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    Kind = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    Agent = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Tool = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Workflow = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Environment = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    GroupKey = table.Column<string>(type: "varchar(60)", unicode: false, maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Episode = table.Column<int>(type: "int", nullable: false),
                    IsShadow = table.Column<bool>(type: "bit", nullable: false),
                    Severity = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    Status = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    Fault = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    FirstSeenAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Occurrences = table.Column<int>(type: "int", nullable: false),
                    Reopened = table.Column<int>(type: "int", nullable: false),
                    ValueMicros = table.Column<long>(type: "bigint", nullable: false),
                    PeakMicros = table.Column<long>(type: "bigint", nullable: false),
                    LimitMicros = table.Column<long>(type: "bigint", nullable: false),
                    UsualMicros = table.Column<long>(type: "bigint", nullable: true),
                    Owner = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    RunbookUrl = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    QuietMinutes = table.Column<int>(type: "int", nullable: false),
                    WindowMinutes = table.Column<int>(type: "int", nullable: false),
                    Evidence = table.Column<string>(type: "nvarchar(max)", maxLength: 16000, nullable: false),
                    AcknowledgedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    AcknowledgedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    SilencedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    SilencedUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    SilenceReason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    ResolvedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    ResolvedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ResolveReason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Alerts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Executions",
                columns: table => new
                {
                    ProposalId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Agent = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Tool = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Environment = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ContractVersion = table.Column<int>(type: "int", nullable: false),
                    Status = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    OrderedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DueAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AttemptCount = table.Column<int>(type: "int", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LeasedUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    HttpStatus = table.Column<int>(type: "int", nullable: true),
                    LatencyMilliseconds = table.Column<int>(type: "int", nullable: true),
                    FaultCode = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Executions", x => x.ProposalId);
                    table.ForeignKey(
                        name: "FK_Executions_Proposals_ProposalId",
                        column: x => x.ProposalId,
                        principalTable: "Proposals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Incidents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Severity = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    State = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    Agent = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Environment = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    RunName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ProposalId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AlertId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Fault = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: true),
                    Story = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    OpenedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    OwnerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    MitigatedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Postmortem = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Notes = table.Column<int>(type: "int", nullable: false),
                    FollowUps = table.Column<int>(type: "int", nullable: false),
                    Grounds = table.Column<int>(type: "int", nullable: false),
                    BundleVersion = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Incidents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "JobPauses",
                columns: table => new
                {
                    Job = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PausedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    PausedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JobPauses", x => x.Job);
                });

            migrationBuilder.CreateTable(
                name: "JobRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Job = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Node = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    BeganAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    TookMilliseconds = table.Column<long>(type: "bigint", nullable: false),
                    Outcome = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    IsOrdered = table.Column<bool>(type: "bit", nullable: false),
                    Done = table.Column<int>(type: "int", nullable: false),
                    Summary = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Fault = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    Runs = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JobRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RepeatedCalls",
                columns: table => new
                {
                    Agent = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Environment = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Tool = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Digest = table.Column<string>(type: "nvarchar(51)", maxLength: 51, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Ends = table.Column<int>(type: "int", nullable: false),
                    Since = table.Column<DateTime>(type: "datetime2", nullable: false),
                    LastAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Waits = table.Column<int>(type: "int", nullable: false),
                    RefusedUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RepeatedCalls", x => new { x.Agent, x.Environment, x.Tool, x.Digest });
                });

            migrationBuilder.CreateTable(
                name: "ScheduledRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Schedule = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Agent = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Environment = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FiredAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    RunName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IsOrdered = table.Column<bool>(type: "bit", nullable: false),
                    CapUsdNanos = table.Column<long>(type: "bigint", nullable: true),
                    Status = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    DueAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    HttpStatus = table.Column<int>(type: "int", nullable: true),
                    ReasonCode = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScheduledRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TicketTargets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Kind = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    BaseUrl = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Project = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SecretName = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Labels = table.Column<string>(type: "nvarchar(510)", maxLength: 510, nullable: false),
                    IssueType = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Priorities = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Template = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    IsDisabled = table.Column<bool>(type: "bit", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TicketTargets", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ToolGuards",
                columns: table => new
                {
                    Tool = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Environment = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Uses = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Ends = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Since = table.Column<DateTime>(type: "datetime2", nullable: true),
                    OpenUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    IsHeld = table.Column<bool>(type: "bit", nullable: false),
                    Probes = table.Column<int>(type: "int", nullable: false),
                    ProbesUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastFailureAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastFailureCode = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    SetBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    SetReason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ToolGuards", x => new { x.Tool, x.Environment });
                });

            migrationBuilder.CreateTable(
                name: "AlertOccurrences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AlertId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RuleId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ValueMicros = table.Column<long>(type: "bigint", nullable: false),
                    LimitMicros = table.Column<long>(type: "bigint", nullable: false),
                    IsFiring = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertOccurrences", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AlertOccurrences_Alerts_AlertId",
                        column: x => x.AlertId,
                        principalTable: "Alerts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IncidentAccessReviews",
                columns: table => new
                {
                    IncidentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Had = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    Used = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    Excess = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    AnsweredBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentAccessReviews", x => x.IncidentId);
                    table.ForeignKey(
                        name: "FK_IncidentAccessReviews_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IncidentBundles",
                columns: table => new
                {
                    IncidentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    MadeBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Digest = table.Column<string>(type: "nvarchar(51)", maxLength: 51, nullable: false),
                    IsCut = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentBundles", x => new { x.IncidentId, x.Number });
                    table.ForeignKey(
                        name: "FK_IncidentBundles_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IncidentFollowUps",
                columns: table => new
                {
                    IncidentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Owner = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    AddedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentFollowUps", x => new { x.IncidentId, x.Number });
                    table.ForeignKey(
                        name: "FK_IncidentFollowUps_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IncidentGrounds",
                columns: table => new
                {
                    IncidentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    What = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    PolicyVersion = table.Column<int>(type: "int", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    ExpiresOn = table.Column<DateOnly>(type: "date", nullable: true),
                    GivenBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    GivenAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentGrounds", x => new { x.IncidentId, x.Number });
                    table.ForeignKey(
                        name: "FK_IncidentGrounds_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IncidentNotes",
                columns: table => new
                {
                    IncidentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    By = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentNotes", x => new { x.IncidentId, x.Number });
                    table.ForeignKey(
                        name: "FK_IncidentNotes_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IncidentTickets",
                columns: table => new
                {
                    DeliveryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    IncidentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TargetId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TargetName = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Kind = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Url = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentTickets", x => x.DeliveryId);
                    table.ForeignKey(
                        name: "FK_IncidentTickets_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_IncidentTickets_Outbox_DeliveryId",
                        column: x => x.DeliveryId,
                        principalTable: "Outbox",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_AlertId_CreatedAt",
                table: "Outbox",
                columns: new[] { "AlertId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_TicketTargetId",
                table: "Outbox",
                column: "TicketTargetId");

            migrationBuilder.CreateIndex(
                name: "IX_Grants_Tool_Environment_ExpiresAt",
                table: "Grants",
                columns: new[] { "Tool", "Environment", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AgentSchedules_Agent_Name",
                table: "AgentSchedules",
                columns: new[] { "Agent", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AgentSchedules_CreatedAt_Id",
                table: "AgentSchedules",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AlertOccurrences_AlertId_At",
                table: "AlertOccurrences",
                columns: new[] { "AlertId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AlertOccurrences_At",
                table: "AlertOccurrences",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_AlertOccurrences_RuleId_IsFiring_At",
                table: "AlertOccurrences",
                columns: new[] { "RuleId", "IsFiring", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AlertRules_CreatedAt_Id",
                table: "AlertRules",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_GroupKey_Episode",
                table: "Alerts",
                columns: new[] { "GroupKey", "Episode" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_IsShadow_Status_OpenedAt",
                table: "Alerts",
                columns: new[] { "IsShadow", "Status", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_RuleId_OpenedAt",
                table: "Alerts",
                columns: new[] { "RuleId", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Executions_OrderedAt_ProposalId",
                table: "Executions",
                columns: new[] { "OrderedAt", "ProposalId" });

            migrationBuilder.CreateIndex(
                name: "IX_Executions_Status_DueAt",
                table: "Executions",
                columns: new[] { "Status", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Executions_Status_LeasedUntil",
                table: "Executions",
                columns: new[] { "Status", "LeasedUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_Executions_Tool_Environment_Status",
                table: "Executions",
                columns: new[] { "Tool", "Environment", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_IncidentTickets_IncidentId",
                table: "IncidentTickets",
                column: "IncidentId");

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_Agent_OpenedAt",
                table: "Incidents",
                columns: new[] { "Agent", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_AlertId",
                table: "Incidents",
                column: "AlertId");

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_OpenedAt_Id",
                table: "Incidents",
                columns: new[] { "OpenedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_ProposalId",
                table: "Incidents",
                column: "ProposalId");

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_RunName_Agent",
                table: "Incidents",
                columns: new[] { "RunName", "Agent" });

            migrationBuilder.CreateIndex(
                name: "IX_JobRuns_EndedAt",
                table: "JobRuns",
                column: "EndedAt");

            migrationBuilder.CreateIndex(
                name: "IX_JobRuns_Job_BeganAt",
                table: "JobRuns",
                columns: new[] { "Job", "BeganAt" });

            migrationBuilder.CreateIndex(
                name: "IX_JobRuns_Job_Outcome_BeganAt",
                table: "JobRuns",
                columns: new[] { "Job", "Outcome", "BeganAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RepeatedCalls_LastAt",
                table: "RepeatedCalls",
                column: "LastAt");

            migrationBuilder.CreateIndex(
                name: "IX_ScheduledRuns_Agent_Environment_RunName",
                table: "ScheduledRuns",
                columns: new[] { "Agent", "Environment", "RunName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ScheduledRuns_Schedule_FiredAt",
                table: "ScheduledRuns",
                columns: new[] { "Schedule", "FiredAt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ScheduledRuns_Status_DueAt",
                table: "ScheduledRuns",
                columns: new[] { "Status", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TicketTargets_Name",
                table: "TicketTargets",
                column: "Name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AgentSchedules");

            migrationBuilder.DropTable(
                name: "AlertOccurrences");

            migrationBuilder.DropTable(
                name: "AlertRules");

            migrationBuilder.DropTable(
                name: "Executions");

            migrationBuilder.DropTable(
                name: "IncidentAccessReviews");

            migrationBuilder.DropTable(
                name: "IncidentBundles");

            migrationBuilder.DropTable(
                name: "IncidentFollowUps");

            migrationBuilder.DropTable(
                name: "IncidentGrounds");

            migrationBuilder.DropTable(
                name: "IncidentNotes");

            migrationBuilder.DropTable(
                name: "IncidentTickets");

            migrationBuilder.DropTable(
                name: "JobPauses");

            migrationBuilder.DropTable(
                name: "JobRuns");

            migrationBuilder.DropTable(
                name: "RepeatedCalls");

            migrationBuilder.DropTable(
                name: "ScheduledRuns");

            migrationBuilder.DropTable(
                name: "TicketTargets");

            migrationBuilder.DropTable(
                name: "ToolGuards");

            migrationBuilder.DropTable(
                name: "Alerts");

            migrationBuilder.DropTable(
                name: "Incidents");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_AlertId_CreatedAt",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_TicketTargetId",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Grants_Tool_Environment_ExpiresAt",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "Form",
                table: "WebhookEndpoints");

            migrationBuilder.DropColumn(
                name: "SealedUrl",
                table: "WebhookEndpoints");

            migrationBuilder.DropColumn(
                name: "DenialRetryAfterSeconds",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "Executes",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "AlertId",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "TicketTargetId",
                table: "Outbox");

            migrationBuilder.AlterColumn<string>(
                name: "Tool",
                table: "Grants",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(200)",
                oldMaxLength: 200,
                oldCollation: "Latin1_General_100_BIN2");

            migrationBuilder.AlterColumn<string>(
                name: "Environment",
                table: "Grants",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(40)",
                oldMaxLength: 40,
                oldCollation: "Latin1_General_100_BIN2");
        }
    }
}
