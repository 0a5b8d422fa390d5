using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Torch.Collectives;

/// <summary>What a trainer is asked for.</summary>
internal enum Request
{
    /// <summary>To end.</summary>
    Finish,

    /// <summary>To take up a model, whose shape follows.</summary>
    Model,

    /// <summary>To take up the weights that training changes.</summary>
    Weights,

    /// <summary>To score rows, which follow, in the training graph.</summary>
    Score,

    /// <summary>To go back through the rows of a batch, whose gradients follow.</summary>
    Backward,

    /// <summary>To give its gradients, and forget them.</summary>
    Collect,
}

/// <summary>What stands before what a trainer is sent.</summary>
/// <param name="Request">What it is asked for.</param>
/// <param name="Batch">The batch, numbered within a step.</param>
/// <param name="Rows">How many rows it has; of a model, how many bytes its description.</param>
/// <param name="Columns">How many columns.</param>
/// <param name="IsPacked">Whether several texts lie in a row.</param>
/// <param name="RecomputesActivations">Whether the training graph keeps little, and the way back computes the rest again.</param>
/// <param name="Temperature">The temperature of the scores.</param>
/// <param name="Images">How many images the rows have.</param>
/// <param name="Places">How many places of theirs there are among the tokens.</param>
/// <param name="Parts">Of a model, which parts are trained.</param>
internal sealed record TrainerMessage(
    Request Request, int Batch = 0, long Rows = 0, long Columns = 0, bool IsPacked = false, bool RecomputesActivations = false, double Temperature = 1,
    long Images = 0, long Places = 0, TrainedParts Parts = TrainedParts.All)
{
    private const int Fields = 10;

    /// <summary>Sends it.</summary>
    public void Send(ICollective collective, int rank)
    {
        using var fields = tensor(
            [
                (long)Request, Batch, Rows, Columns, IsPacked ? 1 : 0, RecomputesActivations ? 1 : 0, BitConverter.DoubleToInt64Bits(Temperature),
                Images, Places, (long)Parts,
            ],
            ScalarType.Int64);
        collective.Send(fields, rank);
    }

    /// <summary>Waits for one of process 0.</summary>
    public static TrainerMessage Receive(ICollective collective)
    {
        collective.Wait();
        using var fields = zeros(Fields, ScalarType.Int64);
        collective.Receive(fields, 0);
        var values = fields.data<long>().ToArray();
        return new(
            (Request)values[0], (int)values[1], values[2], values[3], values[4] != 0, values[5] != 0, BitConverter.Int64BitsToDouble(values[6]),
            values[7], values[8], (TrainedParts)values[9]);
    }
}
