using Kimi.Dsl;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Kimi.Cluster.Workers;

/// <summary>How the records of the language cross processes: as everywhere else, as JSON.</summary>
internal static class OrleansMessages
{
    /// <summary>Registers it.</summary>
    /// <param name="services">The services.</param>
    public static void AddRecordMessages(this IServiceCollection services) => services.AddSerializer(
        serializer => serializer.AddJsonSerializer(type => type.Assembly == typeof(RolloutOrder).Assembly, RecordJson.Options));
}
