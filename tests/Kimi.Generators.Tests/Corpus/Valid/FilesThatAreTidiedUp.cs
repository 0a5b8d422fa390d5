// Form: a checker of the team writes a file for each response, deletes it whatever happens, counts calls for its log, and reads in a local function
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Tidy;

[Recipe("files-that-are-tidied-up")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class FilesThatAreTidiedUp
{
    [Problems<Halves>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Halves>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Grpo, Reward<Checked>, Reward<ReadsInAFunction>(Weight = 0.5)]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<Checked>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Checks the text of a file.</summary>
public interface IChecker
{
    /// <summary>The share of its rules that hold.</summary>
    Task<double> ShareAsync(string path, CancellationToken cancellationToken);

    /// <summary>Tells whoever runs it.</summary>
    void Tell(string line);
}

/// <summary>Halves.</summary>
public sealed class Halves : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var half = random.Next(10, 1_000_000);
            var answer = half.ToString(CultureInfo.InvariantCulture);
            yield return new() { Id = $"half of {2 * half}", Prompt = $"What is half of {2 * half}? End with the number.", Answer = answer };
        }
    }
}

/// <summary>By a checker of files.</summary>
public sealed class Checked(IChecker checker) : IReward<MathProblem>
{
    private long _calls;

    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        if (Interlocked.Increment(ref _calls) % 1_000 == 0)
            checker.Tell($"{Interlocked.Read(ref _calls)} responses were checked");
        try
        {
            await File.WriteAllTextAsync(path, $"{rollout.Text}\n{problem.Answer}", cancellationToken).ConfigureAwait(false);
            return new Verdict.Scored(Math.Clamp(await checker.ShareAsync(path, cancellationToken).ConfigureAwait(false), 0, 1));
        }
        finally
        {
            TryDelete(path);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (IOException)
        {
            // Another process still has it open; the folder of temporary files is emptied by the system.
        }
    }
}

/// <summary>The last word as a number.</summary>
public sealed class ReadsInAFunction : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        try
        {
            return new(Verdict.Of(Last(rollout.Text) == long.Parse(problem.Answer, CultureInfo.InvariantCulture)));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return new(new Verdict.Scored(0, "no number"));
        }

        static long Last(string text)
        {
            var word = text.TrimEnd('.', ' ', '\n').Split(' ', '\n')[^1];
            if (word.Length > 20)
                throw new FormatException("it is too long");
            return long.Parse(word, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        }
    }
}
