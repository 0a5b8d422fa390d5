using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Guards;

namespace Kimi.Runtime.Rollouts;

/// <summary>Creates the stop rules that orders name.</summary>
/// <param name="services">What their constructors take.</param>
/// <param name="mappings">Which class executes a contract.</param>
internal sealed class StopRules(IServiceProvider services, IEnumerable<ComponentMapping> mappings)
{
    /// <summary>The rules of an order.</summary>
    /// <param name="sampling">How the order samples.</param>
    /// <param name="calls">Knows which of them is called.</param>
    /// <exception cref="KimiException">A rule cannot be created.</exception>
    public IReadOnlyList<IStopRule> Of(SamplingOptions sampling, ComponentCalls calls) => [.. sampling.StopRules.Select(rule => Create(rule, calls))];

    private GuardedStopRule Create(ComponentReference reference, ComponentCalls calls)
    {
        var attribute = reference.ToAttribute();
        var implementation = mappings.LastOrDefault(mapping => mapping.Contract == attribute.Component)?.Implementation ?? attribute.Component;
        var rule = AttributeActivator.Create(services, implementation, attribute, $"[{attribute.Name}]") as IStopRule
            ?? throw new KimiException($"{implementation.Name} behind [{attribute.Name}] is not an {nameof(IStopRule)}: derive it from that contract");
        return new(rule, $"the stop rule [{attribute.Name}]", calls);
    }
}
