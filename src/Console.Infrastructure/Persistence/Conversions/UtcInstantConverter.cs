using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AgentConsole.Infrastructure.Persistence.Conversions;

/// <summary>Keeps an instant as the provider's own UTC timestamp, which all three order and compare alike.</summary>
internal sealed class UtcInstantConverter() : ValueConverter<DateTimeOffset, DateTime>(
    instant => instant.UtcDateTime,
    utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)));
