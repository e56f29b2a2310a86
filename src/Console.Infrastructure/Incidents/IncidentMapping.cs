using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Runs;
using AgentConsole.Infrastructure.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>How incidents, and what belongs to them, lie in tables.</summary>
internal sealed class IncidentMapping : IEntityTypeConfiguration<Incident>, IEntityTypeConfiguration<IncidentNote>, IEntityTypeConfiguration<FollowUp>,
    IEntityTypeConfiguration<AccessReview>, IEntityTypeConfiguration<CloseGround>, IEntityTypeConfiguration<IncidentBundle>, IEntityTypeConfiguration<IncidentTicket>,
    IEntityTypeConfiguration<TicketTarget>
{
    public void Configure(EntityTypeBuilder<Incident> builder)
    {
        builder.ToTable("Incidents");
        builder.HasKey(incident => incident.Id);
        builder.Property(incident => incident.Id).ValueGeneratedNever();
        builder.Property(incident => incident.Title).HasMaxLength(IncidentLimits.TitleLengthMax);
        builder.Property(incident => incident.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(incident => incident.Environment).HasMaxLength(AccessLimits.EnvironmentLengthMax);
        builder.Property(incident => incident.RunName).HasMaxLength(RunLimits.NameLengthMax);
        builder.Property(incident => incident.OpenedBy).HasMaxLength(IncidentLimits.ActorLengthMax);
        builder.Property(incident => incident.Version).IsConcurrencyToken();
        builder.Ignore(incident => incident.IsClosed);
        builder.Ignore(incident => incident.StoryLines);
        builder.HasIndex(incident => new { incident.OpenedAt, incident.Id });
        builder.HasIndex(incident => new { incident.Agent, incident.OpenedAt });
        builder.HasIndex(incident => new { incident.RunName, incident.Agent });
        builder.HasIndex(incident => incident.ProposalId);
        builder.HasIndex(incident => incident.AlertId);
    }

    public void Configure(EntityTypeBuilder<IncidentNote> builder)
    {
        builder.ToTable("IncidentNotes");
        builder.HasKey(note => new { note.IncidentId, note.Number });
        builder.Property(note => note.Text).HasMaxLength(IncidentLimits.NoteLengthMax);
        builder.Property(note => note.By).HasMaxLength(IncidentLimits.ActorLengthMax);
        builder.HasOne<Incident>().WithMany().HasForeignKey(note => note.IncidentId);
    }

    public void Configure(EntityTypeBuilder<FollowUp> builder)
    {
        builder.ToTable("IncidentFollowUps");
        builder.HasKey(one => new { one.IncidentId, one.Number });
        builder.Property(one => one.Text).HasMaxLength(IncidentLimits.FollowUpLengthMax);
        builder.Property(one => one.Owner).HasMaxLength(IncidentLimits.OwnerLengthMax);
        builder.Property(one => one.Version).IsConcurrencyToken();
        builder.HasOne<Incident>().WithMany().HasForeignKey(one => one.IncidentId);
    }

    public void Configure(EntityTypeBuilder<AccessReview> builder)
    {
        builder.ToTable("IncidentAccessReviews");
        builder.HasKey(review => review.IncidentId);
        builder.Property(review => review.IncidentId).ValueGeneratedNever();
        builder.Property(review => review.Had).HasMaxLength(IncidentLimits.AnswerLengthMax);
        builder.Property(review => review.Used).HasMaxLength(IncidentLimits.AnswerLengthMax);
        builder.Property(review => review.Excess).HasMaxLength(IncidentLimits.AnswerLengthMax);
        builder.Property(review => review.AnsweredBy).HasMaxLength(IncidentLimits.ActorLengthMax);
        builder.Property(review => review.Version).IsConcurrencyToken();
        builder.Ignore(review => review.IsAnswered);
        builder.HasOne<Incident>().WithMany().HasForeignKey(review => review.IncidentId);
    }

    public void Configure(EntityTypeBuilder<CloseGround> builder)
    {
        builder.ToTable("IncidentGrounds");
        builder.HasKey(ground => new { ground.IncidentId, ground.Number });
        builder.Property(ground => ground.What).HasMaxLength(IncidentLimits.GroundLengthMax);
        builder.Property(ground => ground.Reason).HasMaxLength(IncidentLimits.ReasonLengthMax);
        builder.Property(ground => ground.GivenBy).HasMaxLength(IncidentLimits.ActorLengthMax);
        builder.HasOne<Incident>().WithMany().HasForeignKey(ground => ground.IncidentId);
    }

    public void Configure(EntityTypeBuilder<IncidentBundle> builder)
    {
        builder.ToTable("IncidentBundles");
        builder.HasKey(bundle => new { bundle.IncidentId, bundle.Number });
        builder.Property(bundle => bundle.MadeBy).HasMaxLength(IncidentLimits.ActorLengthMax);
        builder.Property(bundle => bundle.Digest).HasMaxLength(ProposalLimits.DigestLength);
        builder.HasOne<Incident>().WithMany().HasForeignKey(bundle => bundle.IncidentId);
    }

    public void Configure(EntityTypeBuilder<IncidentTicket> builder)
    {
        builder.ToTable("IncidentTickets");
        builder.HasKey(ticket => ticket.DeliveryId);
        builder.Property(ticket => ticket.DeliveryId).ValueGeneratedNever();
        builder.Property(ticket => ticket.TargetName).HasMaxLength(IncidentLimits.TargetNameLengthMax);
        builder.Property(ticket => ticket.Key).HasMaxLength(IncidentLimits.TicketKeyLengthMax);
        builder.Property(ticket => ticket.Url).HasMaxLength(ProposalLimits.UrlLengthMax);
        builder.HasOne<OutboxItem>().WithMany().HasForeignKey(ticket => ticket.DeliveryId);
        builder.HasOne<Incident>().WithMany().HasForeignKey(ticket => ticket.IncidentId);
    }

    public void Configure(EntityTypeBuilder<TicketTarget> builder)
    {
        builder.ToTable("TicketTargets");
        builder.HasKey(target => target.Id);
        builder.Property(target => target.Id).ValueGeneratedNever();
        builder.Property(target => target.Name).HasMaxLength(IncidentLimits.TargetNameLengthMax);
        builder.Property(target => target.BaseUrl).HasMaxLength(ProposalLimits.UrlLengthMax);
        builder.Property(target => target.Project).HasMaxLength(IncidentLimits.ProjectLengthMax);
        builder.Property(target => target.SecretName).HasMaxLength(IncidentLimits.SecretNameLengthMax);
        builder.Property(target => target.Labels).HasMaxLength(IncidentLimits.LabelsLengthMax);
        builder.Property(target => target.IssueType).HasMaxLength(IncidentLimits.IssueTypeLengthMax);
        builder.Property(target => target.Priorities).HasMaxLength(IncidentLimits.PrioritiesLengthMax);
        builder.Property(target => target.Template).HasMaxLength(IncidentLimits.TemplateLengthMax);
        builder.Property(target => target.Version).IsConcurrencyToken();
        builder.Ignore(target => target.LabelList);
        builder.Ignore(target => target.Origin);
        builder.HasIndex(target => target.Name).IsUnique();
    }
}
