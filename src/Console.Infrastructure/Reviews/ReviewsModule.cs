using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Reviews.Permits;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

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
        .AddQuartz(quartz => quartz
            .AddJob<PlantJob>(job => job.WithIdentity(PlantJob.Key).WithDescription("Plants a known-bad proposal now and then, to see whether it is caught."))
            .AddTrigger(trigger => trigger.ForJob(PlantJob.Key).WithIdentity("plant", "reviews").WithSimpleSchedule(every => every
                // A missed round is the next one's.
                .WithInterval(TimeSpan.FromSeconds(ReviewLimits.PlantSeconds)).RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))))
        .AddSingleton<PlantJob>()
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
