// Stack: SkyRL
// Kind: turns times observation length exceed the context
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("observations-beyond-the-context")]
public abstract partial class ObservationsBeyondTheContext
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60)] //! KIMI6001
    [MirrorDescent]
    [ExactAnswerReward]
    [Environment<Shop>(MaxTurns = 20, MaxReplyTokens = 64)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A shop.</summary>
[ImplementationVersion(1)]
public sealed class Shop : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
