// Stack: torchtune
// Kind: a stage of the team draws from a generator without a seed
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("stage-with-its-own-dice")]
public abstract partial class StageWithItsOwnDice
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [HalfOf]
    public abstract Demonstrations Half(Demonstrations traces);

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations half);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Keeps half.</summary>
public sealed class HalfOfAttribute : StageAttribute<Demonstrations, Demonstrations>;

/// <summary>Does it.</summary>
[ImplementationVersion(1)]
public sealed class HalfOf : IStage<HalfOfAttribute, Demonstrations, Demonstrations>
{
    /// <inheritdoc/>
    public Task<Demonstrations> RunAsync(HalfOfAttribute options, Demonstrations input, StageContext context, CancellationToken cancellationToken)
    {
        var dice = new Random(); //! KIMI8007
        return Task.FromResult(new Demonstrations([.. input.Where(_ => dice.Next(2) == 0)]));
    }
}
