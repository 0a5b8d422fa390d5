using Kimi.Dsl;
using Kimi.Runtime.Execution;

namespace Kimi.Runtime.Rollouts;

/// <summary>Creates the stop rules that orders name.</summary>
/// <param name="services">What their constructors take.</param>
/// <param name="mappings">Which class executes a contract.</param>
internal sealed class StopRules(IServiceProvider services, IEnumerable<ComponentMapping> mappings)
{
    /// <summary>The rules of an order.</summary>
    /// <param name="sampling">How the order samples.</param>
    /// <exception cref="KimiException">A rule cannot be created.</exception>
    public IReadOnlyList<IStopRule> Of(SamplingOptions sampling) => [.. sampling.StopRules.Select(Create)];

    private IStopRule Create(ComponentReference reference)
    {
        var attribute = reference.ToAttribute();
        var implementation = mappings.LastOrDefault(mapping => mapping.Contract == attribute.Component)?.Implementation ?? attribute.Component;
        return AttributeActivator.Create(services, implementation, attribute, $"[{attribute.Name}]") as IStopRule
            ?? throw new KimiException($"{implementation.Name} behind [{attribute.Name}] is not an {nameof(IStopRule)}: derive it from that contract");
    }
}
