// Stack: SkyRL
// Kind: an environment rolls dice that no seed governs
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("episode-of-its-own-dice")]
public abstract partial class EpisodeOfItsOwnDice
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 1_024)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Environment<Dice>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Dice.</summary>
public sealed class Dice : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Throws());

    private sealed class Throws : IEpisode
    {
        private readonly Random _random = new(); //! KIMI8007

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
            new(new EnvironmentReply.Continue($"{_random.Next(6)}"));

        public ValueTask DisposeAsync() => default;
    }
}
