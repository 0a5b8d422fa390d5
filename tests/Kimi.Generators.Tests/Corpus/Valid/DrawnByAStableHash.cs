// Form: a transform chooses problems by a hash that is the same everywhere, and shuffles by the seed of the team
using Kimi.Dsl;
using System.Security.Cryptography;
using System.Text;

namespace Acme;

[Recipe("drawn-by-a-stable-hash")]
public abstract partial class DrawnByAStableHash
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

    [Transform]
    public static async Task<PromptSet> Tenth(PromptSet problems, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        Problem[] chosen = [.. problems.Where(one => SHA256.HashData(Encoding.UTF8.GetBytes(one.Id))[0] < 26)];
        SeededRandom.Derive(7, "tenth").Shuffle(chosen);
        return new(chosen);
    }

    [Reinforce(Iterations = 80, PromptsPerIteration = 32)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet tenth);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
