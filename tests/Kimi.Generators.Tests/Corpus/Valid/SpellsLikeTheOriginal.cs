// Form: transcription scored by edit distance with two rows of the table, in a generic helper
using System.Buffers;
using Kimi.Dsl;

namespace Acme.Spelling;

[Recipe("spells-like-the-original")]
public abstract partial class SpellsLikeTheOriginal
{
    [Problems<Scrambles>(Count = 5_000)]
    public abstract PromptSet Scrambled();

    [Problems<Scrambles>(Count = 500, Split = Split.HeldOut)]
    public abstract PromptSet Unseen();

    [Demonstrations<Scrambles>]
    public abstract Demonstrations Originals([From(nameof(Scrambled))] PromptSet problems);

    [InitializeTransformer(HiddenSize = 192, AttentionHeads = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 900, BatchSize = 32)]
    public abstract Policy Taught(Policy initial, [From(nameof(Originals))] Demonstrations examples);

    [Reinforce(Iterations = 60), MirrorDescent, Reward<Closeness>]
    public abstract Policy Tuned(Policy taught, [From(nameof(Scrambled))] PromptSet problems);

    [Evaluate, Reward<Closeness>]
    public abstract Evaluation Report(Policy taught, Policy tuned, [From(nameof(Unseen))] PromptSet problems);
}

/// <summary>Words without their vowels, and how they are written.</summary>
public sealed class Scrambles : IProblemSource<MathProblem>, IDemonstrationSource<MathProblem>
{
    private static readonly string[] s_syllables = ["ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve"];
    private static readonly SearchValues<char> s_vowels = SearchValues.Create("aeiou");

    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var word = string.Concat(random.GetItems(s_syllables, random.Next(3, 8)));
            var letters = word.ToCharArray();
            random.Shuffle(letters.AsSpan(1));
            yield return new() { Id = $"{word}:{new string(letters)}", Prompt = $"{new string(letters)} -> ", Answer = word, Level = word.Length / 2 };
        }
    }

    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        var vowels = new string([.. problem.Answer.Where(letter => s_vowels.Contains(letter))]);
        return $"{vowels};{problem.Answer}";
    }
}

/// <summary>One less the share of letters to change.</summary>
public sealed class Closeness : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var given = rollout.Text[(rollout.Text.LastIndexOf(';') + 1)..];
        if (given == problem.Answer)
            return new(Verdict.Of(true));
        var longest = Math.Max(given.Length, problem.Answer.Length);
        var share = 1 - ((double)Distances.Edits<char>(given, problem.Answer) / longest);
        return new(new Verdict.Scored(0.5 * share, "close"));
    }
}

/// <summary>Distances of sequences.</summary>
internal static class Distances
{
    /// <summary>Levenshtein's.</summary>
    public static int Edits<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        where T : IEquatable<T>
    {
        var above = new int[right.Length + 1];
        var row = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            above[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = left[i - 1].Equals(right[j - 1]) ? 0 : 1;
                row[j] = Math.Min(above[j - 1] + change, Math.Min(above[j], row[j - 1]) + 1);
            }

            (above, row) = (row, above);
        }

        return above[^1];
    }
}
