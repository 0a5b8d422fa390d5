using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Runtime.Data;
using Kimi.Torch.Images;

namespace Kimi.Runtime.Stages;

/// <summary>Reads demonstrations from a file.</summary>
/// <param name="images">Takes the images of prompts.</param>
[ImplementationVersion(4)]
internal sealed class ReadDemonstrations(ImageStore images) : IStage<DemonstrationsFileAttribute, Demonstrations>, IStageCheck<DemonstrationsFileAttribute>
{
    // What is wrong with an image is told at the start too, and nothing is kept before the stage runs.
    public void Check(string stage, DemonstrationsFileAttribute options) => _ = Read(stage, options, seed: 0, images.Checked);

    public Task<Demonstrations> RunAsync(DemonstrationsFileAttribute options, StageContext context, CancellationToken cancellationToken)
    {
        var selection = Read(context.StageName, options, context.Seed, images.Put);
        var demonstrations = selection.Take();
        context.Summarize("demonstrations", demonstrations.Count);
        selection.Summarize(context);
        return Task.FromResult(new Demonstrations(demonstrations));
    }

    private static RowSelection<Demonstration> Read(
        string stage, DemonstrationsFileAttribute options, ulong seed, Func<byte[], string, ImageLimits, PromptPart.Image> keep)
    {
        var prompts = new RowImages(ImageSource.Of(stage, options), keep);
        var selection = new RowSelection<Demonstration>(options.Count, options.Shuffle ? seed : null);
        var prompt = options.PromptField.Length > 0 ? options.PromptField : options.Layout switch
        {
            DemonstrationLayout.Messages => "messages",
            DemonstrationLayout.ShareGpt => "conversations",
            _ => "prompt",
        };
        foreach (var (number, found) in RowFile.Read(
            options.Path, "demonstration", [prompt, options.ResponseField, .. prompts.Fields], Parse, prompts.Fields))
        {
            if (found.Count == 0)
                selection.LeaveOut(LeftOut.EmptyAnswer);
            foreach (var demonstration in found)
            {
                if (options.MaxCharacters > 0 && demonstration.Prompt.Text.Length + demonstration.Response.Length > options.MaxCharacters)
                    selection.LeaveOut(LeftOut.TooLong);
                else if (!selection.IsFull)
                    selection.Offer(number * 4_096 + found.IndexOf(demonstration), demonstration);
            }

            if (selection.IsFull)
                break;
        }

        if (prompts.Unseen is { } unseen)
            throw new KimiException($"{options.Path} has no row with a field '{unseen}': give stage {stage} the name of one that there is");
        return selection.Any
            ? selection
            : throw new KimiException($"{options.Path} has no demonstration{selection.Reasons}: give stage {stage} another file");

        (long, List<Demonstration>) Parse(Row row) => (row.Number, options.Layout == DemonstrationLayout.Plain
            ? Answered(prompts.Prompt(row, row.Need(prompt)), row.Need(options.ResponseField).Text)
            : Answered(prompts.Messages(row, row.Need(prompt)), options.EveryReply));
    }

    private static List<Demonstration> Answered(ValueList<Message> messages, bool everyReply) =>
    [
        .. Enumerable.Range(1, messages.Count - 1)
            .Where(place => everyReply || place == messages.Count - 1)
            .Where(place => messages[place].Role == MessageRole.Assistant)
            .SelectMany(place => Answered(new Prompt.Conversation(messages[..place]), messages[place].Parts is [PromptPart.Text reply]
                ? reply.Value
                : throw new FormatException($"message {place + 1} is the assistant's and has an image, and a policy learns to write text alone"))),
    ];

    private static List<Demonstration> Answered(Prompt prompt, string response) =>
        string.IsNullOrWhiteSpace(response) ? [] : [new(prompt, response)];
}
