using Kimi.Dsl;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Execution;

/// <summary>The scope of one stage: creates its components with the options in force.</summary>
internal sealed class StageScope(IServiceProvider services, IEnumerable<ComponentMapping> mappings) : IDisposable
{
    private readonly Dictionary<ComponentAttribute, object> _created = new(ReferenceEqualityComparer.Instance);
    private EffectiveStage? _stage;
    private RewardModel? _rewardModel;

    /// <summary>The stage of this scope.</summary>
    public EffectiveStage Stage
    {
        get => _stage ?? throw new InvalidOperationException("components exist only within a stage's scope");
        set => _stage = value;
    }

    /// <summary>Whether this is the scope of a stage, and not that of a command.</summary>
    public bool IsOfStage => _stage is not null;

    /// <summary>The stage's own seed; set when the stage runs.</summary>
    public ulong Seed { get; set; }

    /// <summary>The reward model that the stage takes; set when the stage runs, not before.</summary>
    /// <exception cref="KimiException">The stage takes none.</exception>
    public RewardModel RewardModel
    {
        get => _rewardModel
            ?? throw new KimiException(
                $"a reward of stage {Stage.Stage.Name} judges with a reward model, but the stage takes none: "
                + "add a parameter of type RewardModel after the others");
        set => _rewardModel = value;
    }

    /// <summary>The stage's components of one kind.</summary>
    public IReadOnlyList<T> Components<T>()
        where T : class =>
        [.. Stage.Components.Where(component => typeof(T).IsAssignableFrom(component.Component)).Select(Create<T>)];

    /// <summary>The stage's components of a contract, each with the attribute that names it.</summary>
    public IReadOnlyList<(T Component, TAttribute Attribute)> Pairs<T, TAttribute>()
        where T : class
        where TAttribute : ComponentAttribute =>
        [
            .. Stage.Components.OfType<TAttribute>()
                .Where(component => typeof(T).IsAssignableFrom(component.Component))
                .Select(component => (Create<T>(component), component)),
        ];

    /// <summary>The stage's components that have state, each with its own folder in a checkpoint.</summary>
    public IReadOnlyList<CheckpointPart> Checkpointed =>
    [
        .. from entry in Stage.Components.Index()
           let created = Create<object>(entry.Item)
           where created is ICheckpointed
           select new CheckpointPart((ICheckpointed)created, $"components/{entry.Index}-{entry.Item.Name}"),
    ];

    /// <summary>The options in force of the stage's components of one kind, in the order of <see cref="Components{T}"/>.</summary>
    public IReadOnlyList<T> Options<T>()
        where T : ComponentAttribute =>
        [.. Stage.Components.OfType<T>()];

    /// <summary>The stage's only component of a kind, as the type that the runtime works with.</summary>
    public T Component<T, TKind>()
        where T : class
        where TKind : class =>
        Components<TKind>() is [T only]
            ? only
            : throw new KimiException($"stage {Stage.Stage.Name} needs exactly one component that is an {typeof(T).Name}: check its attributes");

    /// <summary>The class that implements a component.</summary>
    public Type Implementation(ComponentAttribute component) =>
        mappings.LastOrDefault(mapping => mapping.Contract == component.Component)?.Implementation
        ?? (component.Component is { IsInterface: false, IsAbstract: false } itself
            ? itself
            : throw new KimiException(
                $"[{component.Name}] on stage {Stage.Stage.Name} has no implementation: add services.AddComponent<{component.Component.Name}, …>()"));

    /// <summary>Has the stage's components find out whether they will be able to work.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task CheckComponentsAsync(CancellationToken cancellationToken)
    {
        foreach (var component in Stage.Components.Where(component => typeof(IStartCheck).IsAssignableFrom(Implementation(component))))
            await Create<IStartCheck>(component).CheckAsync(PlaceOf(component), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The stage's components that check problems before the first stage.</summary>
    public IReadOnlyList<IProblemCheck> ProblemChecks =>
    [
        .. Stage.Components.Where(component => typeof(IProblemCheck).IsAssignableFrom(Implementation(component))).Select(Create<IProblemCheck>),
    ];

    /// <summary>Disposes the components that hold resources, such as a model.</summary>
    public void Dispose()
    {
        foreach (var created in _created.Values.OfType<IDisposable>())
            created.Dispose();
    }

    private string PlaceOf(ComponentAttribute component) => $"[{component.Name}] on stage {Stage.Stage.Name}";

    // One object per attribute, so that a component of several kinds has a single state.
    private T Create<T>(ComponentAttribute component)
        where T : class
    {
        if (!_created.TryGetValue(component, out var created))
            _created[component] = created = AttributeActivator.Create(
                services, Implementation(component), component, PlaceOf(component));
        return created as T
            ?? throw new KimiException(
                $"{Implementation(component).Name} behind [{component.Name}] on stage {Stage.Stage.Name} is not a {typeof(T).Name}: "
                + "derive it from that contract");
    }
}

/// <summary>Makes scopes of stages.</summary>
internal static class StageScopes
{
    /// <summary>A scope for one stage.</summary>
    /// <param name="scopes">Makes it.</param>
    /// <param name="stage">The stage, with its options in force.</param>
    public static IServiceScope CreateScope(this IServiceScopeFactory scopes, EffectiveStage stage)
    {
        var scope = scopes.CreateScope();
        scope.ServiceProvider.GetRequiredService<StageScope>().Stage = stage;
        return scope;
    }
}
