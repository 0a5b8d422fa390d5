using Kimi.Shared.Declarations;

namespace Kimi.Generators.Model;

/// <summary>A stage method, or one that looks as if it was meant to be.</summary>
internal sealed record StageModel
{
    private readonly Uncompared<ProblemType?> _makes;

    /// <summary>The stage's name.</summary>
    public required string Name { get; init; }

    /// <summary>The class that declares the method.</summary>
    public required TypeRef DeclaringType { get; init; }

    /// <summary>What is special about the method.</summary>
    public required StageTraits Traits { get; init; }

    /// <summary>The artifact it makes: the return type, unwrapped from its task.</summary>
    public required TypeRef Output { get; init; }

    /// <summary>How it returns its artifact.</summary>
    public required ReturnForm ReturnForm { get; init; }

    /// <summary>The attributes that name what the stage does: exactly one, if all is well.</summary>
    public required EquatableArray<StageAttributeModel> Attributes { get; init; }

    /// <summary>The components on it, in the order of declaration.</summary>
    public required EquatableArray<ComponentModel> Components { get; init; }

    /// <summary>The parameters.</summary>
    public required EquatableArray<ParameterModel> Parameters { get; init; }

    /// <summary>The type of problem that a transform makes, where its text says so, which no comparison of models regards; null where it does not.</summary>
    public ProblemType? Makes
    {
        get => _makes.Value;
        init => _makes = new(value);
    }

    /// <summary>The mark of the method's identifier.</summary>
    public required int Mark { get; init; }

    /// <summary>The mark of the return type.</summary>
    public required int OutputMark { get; init; }

    /// <summary>The attribute that names what it does, if it has one.</summary>
    public StageAttributeModel? Attribute => Attributes.Count == 0 ? null : Attributes[0];

    /// <summary>The attributes that name what it does, and the components.</summary>
    public IEnumerable<AttributeModel> Parts => Attributes.Cast<AttributeModel>().Concat(Components);

    /// <summary>Whether it is executed by its own body.</summary>
    public bool IsTransform => Attribute is { IsTransform: true };

    /// <summary>The parameters that stages feed: all, except for a transform's services.</summary>
    public IEnumerable<ParameterModel> Wired => IsTransform ? Parameters.Where(p => p.Kind == ParameterKind.Artifact) : Parameters;

    /// <summary>Whether one of its rewards judges by a reward model.</summary>
    public bool TakesRewardModel => Components.Any(c => c.TakesRewardModel);

    /// <summary>The parameter after the declared inputs that supplies the rewards with a reward model, or null.</summary>
    public ParameterModel? RewardModel => TakesRewardModel && Wired.LastOrDefault() is { Type.IsRewardModel: true } last ? last : null;

    /// <summary>The parameters that feed the inputs which the stage's attribute declares.</summary>
    public IEnumerable<ParameterModel> Declared => RewardModel is { } rewardModel ? Wired.Where(p => p != rewardModel) : Wired;

    /// <summary>Whether the method has a trait.</summary>
    public bool Is(StageTraits trait) => (Traits & trait) != 0;
}

/// <summary>What is special about a stage method.</summary>
[Flags]
internal enum StageTraits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It is abstract.</summary>
    Abstract = 1,

    /// <summary>It is static.</summary>
    Static = 2,

    /// <summary>It has type parameters.</summary>
    Generic = 4,

    /// <summary>It returns an artifact, directly or by a task.</summary>
    ReturnsArtifact = 8,

    /// <summary>Its artifact may be null.</summary>
    ReturnsNullable = 16,

    /// <summary>Generated code in the recipe's class cannot call it.</summary>
    Unreachable = 32,

    /// <summary>It takes the place of a base recipe's stage.</summary>
    Override = 64,

    /// <summary>It is a transform that only leaves problems out or orders them.</summary>
    KeepsProblems = 128,
}

/// <summary>How a transform returns its artifact.</summary>
internal enum ReturnForm
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>As a <c>Task</c>.</summary>
    Task,

    /// <summary>As a <c>ValueTask</c>.</summary>
    ValueTask,
}

/// <summary>A parameter of a stage method.</summary>
internal sealed record ParameterModel
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its type.</summary>
    public required TypeRef Type { get; init; }

    /// <summary>What feeds it.</summary>
    public required ParameterKind Kind { get; init; }

    /// <summary>The stage that <c>[From]</c> names, or null.</summary>
    public required string? From { get; init; }

    /// <summary>The mark of its identifier.</summary>
    public required int Mark { get; init; }

    /// <summary>The mark of its type.</summary>
    public required int TypeMark { get; init; }

    /// <summary>The mark of <c>[From]</c>'s argument, else the identifier's.</summary>
    public required int FromMark { get; init; }
}

/// <summary>What a parameter is for.</summary>
internal enum ParameterKind
{
    /// <summary>An artifact: a stage feeds it.</summary>
    Artifact,

    /// <summary>A service: dependency injection feeds it.</summary>
    Service,

    /// <summary>The cancellation token.</summary>
    CancellationToken,

    /// <summary>Nothing can feed it.</summary>
    Unsupported,

    /// <summary>It is <c>in</c>, <c>ref</c>, <c>out</c> or <c>params</c>.</summary>
    ByReference,
}
