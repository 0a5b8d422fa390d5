// Stack: SkyRL
// Kind: every episode makes a folder, and none removes it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("folders-left-behind")]
public abstract partial class FoldersLeftBehind
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Environment<FolderWorld>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<FolderWorld>(MaxTurns = 4)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A world.</summary>
public sealed class FolderWorld : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem));

    private sealed class Episode(MathProblem problem) : IEpisode
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("episode").FullName; //! KIMI8016

        public async ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            await File.AppendAllTextAsync(Path.Combine(_folder, "notes"), turn.Text, cancellationToken);
            if (turn.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal))
                return new EnvironmentReply.Finished();
            return new EnvironmentReply.Continue("noted");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
