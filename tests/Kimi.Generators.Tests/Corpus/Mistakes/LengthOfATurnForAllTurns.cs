// Stack: SkyRL
// Thread: NovaSky-AI/SkyRL 406
// Kind: the longest response is given as the longest turn, but it counts all turns, so a dialogue of ten is cut in its second
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("length-of-a-turn-for-all-turns")]
[Sampling(MaxResponseTokens = TokensPerTurn)] //! none yet
[Environment<Terminal>(MaxTurns = 10, MaxReplyTokens = 256)]
public abstract partial class LengthOfATurnForAllTurns
{
    private const int TokensPerTurn = 512;

    [LoadPolicy("models/qwen3-8b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/shell-tasks.jsonl", Split = Split.Train)]
    public abstract PromptSet Tasks();

    [ProblemsFile(Path = "data/shell-tasks.jsonl", Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 80, PromptsPerIteration = 16, SamplesPerPrompt = 8, LearningRate = 1e-6)]
    [DrGrpo]
    [ExactAnswerReward(Marker = "DONE ")]
    [Environment<Terminal>]
    public abstract Policy Agent([From(nameof(Base))] Policy start, PromptSet tasks);

    [Evaluate]
    [ExactAnswerReward(Marker = "DONE ")]
    [Environment<Terminal>]
    public abstract Evaluation Report(Policy agent, PromptSet heldOut);
}

/// <summary>A pretended terminal: the policy thinks aloud and ends each turn with a command, or with DONE and its answer.</summary>
public sealed class Terminal : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Session(problem));

    private sealed class Session(MathProblem problem) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            var command = turn.Text.Split('\n')[^1].Trim();
            return new(command.StartsWith("DONE ", StringComparison.Ordinal)
                ? new EnvironmentReply.Finished()
                : new EnvironmentReply.Continue(Run(command)));
        }

        public ValueTask DisposeAsync() => default;

        private string Run(string command) => command switch
        {
            "ls" => "notes.txt",
            "cat notes.txt" => problem.Solution,
            _ => $"{command}: not found",
        };
    }
}
