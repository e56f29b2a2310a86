using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Reviews.Permits;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>The door of the Reviews room.</summary>
public static class ReviewsModule
{
    public static IServiceCollection AddReviews(this IServiceCollection services, ReviewsOptions options) => services
        .AddSingleton(options.Checked())
        .AddSingleton<QueueQuery>()
        .AddSingleton<ReviewQuery>()
        .AddSingleton<EvidenceQuery>()
        .AddSingleton<HoldingQuery>()
        .AddSingleton<OpenedQuery>()
        .AddSingleton<EditDesk>()
        .AddSingleton<ReleaseDesk>()
        .AddSingleton<DecideHandler>()
        .AddJob<PlantJob>(new(PlantJob.Key, "Plants a known-bad proposal now and then, to see whether it is caught.",
            ReviewLimits.PlantSeconds, 60))
        .AddJob<SettleJob>(new(SettleJob.Key, "Ends holds whose time to undo has passed; all is asked again.",
            ReviewLimits.SettleSeconds, 60, "What was approved is released only when somebody looks at it."))
        .AddJob<NudgeJob>(new(NudgeJob.Key, "Reminds people of what waits for them, and asks one more role where nobody decides.",
            ReviewLimits.NudgeSeconds, 60, "Nobody is reminded, and nothing is escalated."))
        .AddSingleton<PlantHandler>()
        .AddSingleton<SettleHandler>()
        .AddSingleton<DecideBatchHandler>()
        .AddSingleton<BrakeQuery>()
        .AddSingleton<QualityQuery>()
        .AddSingleton<RevealQuery>()
        .AddSingleton<DelegationQuery>()
        .AddSingleton<DelegationHandler>()
        .AddSingleton<NoticeDesk>()
        .AddSingleton<PermitDesk>()
        .AddSingleton<GrantPermitHandler>()
        .AddSingleton<EndPermitHandler>()
        .AddSingleton<PermitQuery>()
        .AddSingleton<ReviewOpening>()
        .AddSingleton<NudgeHandler>()
        .AddSingleton<RefusedCalls>()
        .AddSingleton<UndoHandler>()
        .AddSingleton<ClaimHandler>()
        .AddSingleton<DraftHandler>();
}
