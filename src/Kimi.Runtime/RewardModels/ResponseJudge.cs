using Kimi.Dsl;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;

namespace Kimi.Runtime.RewardModels;

/// <summary>A reward model in memory.</summary>
/// <param name="policy">Its model and tokenizer.</param>
/// <param name="template">What it reads.</param>
internal abstract class ResponseJudge(LoadedPolicy policy, string template) : IDisposable
{
    /// <summary>Whether its verdicts are probabilities rather than yes or no.</summary>
    public abstract bool GivesProbabilities { get; }

    /// <summary>The model and tokenizer.</summary>
    protected LoadedPolicy Policy => policy;

    /// <summary>How many tokens of the model's context must remain free after the input.</summary>
    protected abstract int Room { get; }

    /// <summary>
    /// Judges responses together. Batches are made of the responses in their order, so the same responses get the same verdicts. A text that cannot be read is
    /// unscorable, and does not affect the others.
    /// </summary>
    /// <param name="responses">The responses.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>One verdict per response.</returns>
    public async Task<IReadOnlyList<Verdict>> JudgeAsync(
        IReadOnlyList<(MathProblem Problem, string Response)> responses, CancellationToken cancellationToken)
    {
        var context = policy.Model.Config.MaxPositionEmbeddings;
        var verdicts = new Verdict[responses.Count];
        var readable = new List<(int Index, JudgeInput Input)>();
        for (var i = 0; i < responses.Count; i++)
        {
            var text = JudgeTemplate.Fill(template, responses[i].Problem, responses[i].Response);
            try
            {
                var tokens = policy.Tokenizer.Encode((Prompt)text);
                if (tokens.Length > 0 && tokens.Length + Room <= context)
                    readable.Add((i, new(text, tokens)));
                else
                    verdicts[i] = new Verdict.Unscorable(
                        $"problem and response have {tokens.Length} tokens, and the reward model's context of {context} has room for 1 to {context - Room}");
            }
            catch (KimiException exception)
            {
                // Text by a policy with another tokenizer may have characters that this one lacks.
                verdicts[i] = new Verdict.Unscorable(exception.Message.TrimEnd('.'));
            }
        }

        var judged = await JudgeAsync([.. readable.Select(entry => entry.Input)], cancellationToken).ConfigureAwait(false);
        foreach (var ((index, _), verdict) in readable.Zip(judged))
            verdicts[index] = verdict;
        return verdicts;
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Judges the texts that can be read.</summary>
    protected abstract Task<IReadOnlyList<Verdict>> JudgeAsync(IReadOnlyList<JudgeInput> inputs, CancellationToken cancellationToken);
}

/// <summary>What a reward model reads.</summary>
/// <param name="Text">The template with problem and response.</param>
/// <param name="Tokens">The same as tokens.</param>
internal sealed record JudgeInput(string Text, int[] Tokens);
