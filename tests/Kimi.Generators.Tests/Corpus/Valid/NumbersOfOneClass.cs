// Form: numbers of one class, with expressions, a cast and a nested constant
using Kimi.Dsl;

namespace Acme;

[Recipe("numbers-of-one-class")]
public abstract partial class NumbersOfOneClass
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = Sizes.Context)]
    public abstract Policy Initial();

    [FineTune(Steps = Sizes.Steps * 2, WarmupSteps = (int)(Sizes.Steps * 0.1), LearningRate = 1e-3 / 2)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = Sizes.Rl.Iterations, MaxResponseTokens = Sizes.Context / 2 - 1)]
    [MirrorDescent]
    [LengthPenalty(FromIteration = Sizes.Rl.Iterations - 1)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, [From(nameof(NumbersOfOneClass.Problems))] PromptSet drawn);
}

/// <summary>Sizes.</summary>
public static class Sizes
{
    /// <summary>The context.</summary>
    public const int Context = 1 << 9;

    /// <summary>The steps.</summary>
    public const int Steps = 300;

    /// <summary>Of reinforcement learning.</summary>
    public static class Rl
    {
        /// <summary>How many.</summary>
        public const int Iterations = 40;
    }
}
