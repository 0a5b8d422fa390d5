// Mistake: I train a model on preference pairs that another model wrote
// Pain: 9
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("borrowed-pairs")]
public abstract partial class BorrowedPairs
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [InitializeTransformer(Layers = 12)]
    public abstract Policy Deep();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [FineTune(Steps = 900)]
    public abstract Policy DeepSft(Policy deep, Demonstrations traces);

    [ShortOverLong(Samples = 8)]
    public abstract Preferences Pairs(Policy deepSft, PromptSet problems);

    [PreferenceTraining(Beta = 0.1)]
    public abstract Policy Brief(Policy sft, Preferences {|KIMI6005:pairs|});
}

/// <summary>Prefers a policy's shortest correct response to its longer ones (paper 2.4).</summary>
public sealed class ShortOverLongAttribute : StageAttribute<Policy, PromptSet, Preferences>
{
    /// <summary>Responses for each problem.</summary>
    public int Samples { get; set; } = 4;
}

/// <summary>Direct preference optimisation.</summary>
[Requires(Fact.Architecture)]
public sealed class PreferenceTrainingAttribute : StageAttribute<Policy, Preferences, Policy>
{
    /// <summary>The strength of the pull towards the reference.</summary>
    public double Beta { get; set; } = 0.2;
}
