using Kimi.Dsl;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using Kimi.Torch.Tokenization;

namespace Kimi.Runtime.Stages;

/// <summary>
/// Examples as sequences to train on, by the policy's tokenizer. Of an episode they are the recorded tokens, of which the policy's own train.
/// </summary>
/// <param name="policy">The policy.</param>
/// <param name="what">What the examples are, in messages.</param>
/// <param name="origin">The stage that made them.</param>
internal sealed class TrainingSequences(LoadedPolicy policy, string what, string origin)
{
    /// <summary>A sequence.</summary>
    /// <param name="index">The example's place.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="response">The response; of an episode, the policy's last turn.</param>
    /// <param name="turns">The turns of an episode; null for a response of one text.</param>
    /// <exception cref="KimiException">The prompt is empty, the sequence exceeds the policy's context, or the turns are of another tokenizer.</exception>
    public TokenSequence Of(int index, Prompt prompt, string response, ValueList<Turn>? turns)
    {
        var example = $"{what} {index + 1} of {origin}";
        var sequence = turns is { Count: > 0 } ? OfTurns(example, prompt, turns)
            : new TokenSequence(Encode(prompt, asksForReply: true), [.. policy.Tokenizer.Encode(response), policy.Tokenizer.EndOfTextId]);
        if (sequence.Prompt.Length == 0)
            throw new KimiException($"{example} has an empty prompt: give it one, or leave it out");
        var context = policy.Model.Config.MaxPositionEmbeddings;
        return sequence.Length <= context + 1
            ? sequence with { Images = [.. prompt.Images.Select(image => image.Hash)] }
            : throw new KimiException(
                $"{example} has {sequence.Length} tokens, which exceeds the policy's context of {context}: shorten it or raise ContextLength");
    }

    private int[] Encode(Prompt prompt, bool asksForReply) => policy.Tokenizer.Encode(prompt, policy.Model.Config.Vision?.Tokens, asksForReply);

    // Where the environment spoke first, its turn has what asks for the reply.
    private TokenSequence OfTurns(string example, Prompt prompt, ValueList<Turn> turns)
    {
        var tokenizer = policy.Tokenizer;
        foreach (var turn in turns.OfType<PolicyTurn>())
        {
            int[] tokens = [.. turn.AllTokens];
            if (tokens.Any(token => token < 0 || token >= tokenizer.VocabularySize)
                || !tokenizer.Decode(tokens).StartsWith(turn.Text, StringComparison.Ordinal))
                throw new KimiException($"{example} is an episode of a policy with another tokenizer: sample it again with the policy that learns from it");
        }

        return new(
            Encode(prompt, asksForReply: turns[0] is PolicyTurn),
            [.. turns.SelectMany(turn => turn.AllTokens)])
        {
            Trains = [.. turns.SelectMany(turn => Enumerable.Repeat(turn is PolicyTurn, turn.AllTokens.Count()))],
        };
    }
}
