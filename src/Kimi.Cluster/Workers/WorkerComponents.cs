using System.Collections.Concurrent;
using Kimi.Dsl;
using Kimi.Runtime.Execution;

namespace Kimi.Cluster.Workers;

/// <summary>The components of a worker: each is created when it is first needed.</summary>
/// <param name="services">What their constructors take.</param>
/// <param name="mappings">Which class executes a contract.</param>
internal sealed class WorkerComponents(IServiceProvider services, IEnumerable<ComponentMapping> mappings)
{
    private readonly ConcurrentDictionary<ComponentReference, Lazy<(ComponentAttribute Attribute, object Component)>> _components = [];

    /// <summary>A component, with its attribute.</summary>
    /// <typeparam name="T">Its contract.</typeparam>
    /// <typeparam name="TAttribute">The kind of its attribute.</typeparam>
    /// <param name="reference">The component as data.</param>
    /// <exception cref="KimiException">It cannot be created here.</exception>
    public (T Component, TAttribute Attribute) Get<T, TAttribute>(ComponentReference reference)
        where TAttribute : ComponentAttribute
    {
        var (attribute, component) = _components.GetOrAdd(reference, _ => new(() => Create(reference))).Value;
        return ((T)component, (TAttribute)attribute);
    }

    private (ComponentAttribute Attribute, object Component) Create(ComponentReference reference)
    {
        var attribute = reference.ToAttribute();
        var implementation = mappings.LastOrDefault(mapping => mapping.Contract == attribute.Component)?.Implementation ?? attribute.Component;
        return (attribute, AttributeActivator.Create(services, implementation, attribute, $"[{attribute.Name}]"));
    }
}
