using Kimi.Cli.Reports.Records;

namespace Kimi.Cli.Reports.Sections;

/// <summary>
/// The positions of a graph's stages, after Sugiyama, Tagawa and Toda (1981): layers by the longest path, edges through a place in each layer that they cross,
/// an order within layers by the barycentre of neighbours, and coordinates as close to the neighbours' as the other nodes of the layer allow.
/// </summary>
internal sealed class GraphLayout
{
    private const int Sweeps = 12;
    private const double WaypointWidth = 14;

    private readonly List<List<Place>> _layers;
    private readonly double _nodeWidth;

    private GraphLayout(IReadOnlyList<RecordedStage> stages, double nodeWidth)
    {
        _nodeWidth = nodeWidth;
        var places = stages.ToDictionary(stage => stage, stage => new Place(stage));
        var layers = Layers(stages);
        _layers = [.. Enumerable.Range(0, layers.Values.Max() + 1)
            .Select(layer => stages.Where(stage => layers[stage] == layer).Select(stage => places[stage]).ToList())];
        Edges = [.. stages.SelectMany(stage => stage.Inputs.Distinct().Select(input => Route(places[input], places[stage], layers[input], layers[stage])))];
        Order();
        Align();
        Nodes = places;
        Width = _layers.SelectMany(layer => layer).Max(place => place.X) + (nodeWidth / 2);
    }

    /// <summary>Each stage's place.</summary>
    public IReadOnlyDictionary<RecordedStage, Place> Nodes { get; }

    /// <summary>The places that each edge leads through, from the stage it leaves.</summary>
    public IReadOnlyList<IReadOnlyList<Place>> Edges { get; }

    /// <summary>How wide it is.</summary>
    public double Width { get; }

    /// <summary>How many layers there are.</summary>
    public int Height => _layers.Count;

    /// <summary>Lays a graph out.</summary>
    /// <param name="stages">The stages, in topological order; at least one.</param>
    /// <param name="nodeWidth">How wide a stage is drawn, with the gap to the next.</param>
    public static GraphLayout Of(IReadOnlyList<RecordedStage> stages, double nodeWidth) => new(stages, nodeWidth);

    // A stage without inputs goes right above the first stage that takes from it.
    private static Dictionary<RecordedStage, int> Layers(IReadOnlyList<RecordedStage> stages)
    {
        var layers = new Dictionary<RecordedStage, int>();
        foreach (var stage in stages)
            layers[stage] = stage.Inputs.Select(input => layers[input] + 1).DefaultIfEmpty(0).Max();
        foreach (var stage in stages.Where(stage => stage.Inputs.Count == 0))
            layers[stage] = stages.Where(other => other.Inputs.Contains(stage)).Select(other => layers[other] - 1).DefaultIfEmpty(0).Min();
        return layers;
    }

    private List<Place> Route(Place from, Place to, int fromLayer, int toLayer)
    {
        var route = new List<Place> { from };
        for (var layer = fromLayer + 1; layer < toLayer; layer++)
        {
            route.Add(new(null));
            _layers[layer].Add(route[^1]);
        }

        route.Add(to);
        foreach (var (above, below) in route.Zip(route.Skip(1)))
        {
            above.Below.Add(below);
            below.Above.Add(above);
        }

        return route;
    }

    private void Order()
    {
        for (var (layer, number) = (0, 0); layer < _layers.Count; layer++, number = 0)
            _layers[layer].ForEach(place => (place.Layer, place.X) = (layer, number++));
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var layer in Sweep(sweep))
            {
                var sorted = layer.OrderBy(place => Barycentre(place, sweep)).ToList();
                layer.Clear();
                layer.AddRange(sorted);
                layer.Index().ToList().ForEach(entry => entry.Item.X = entry.Index);
            }
        }
    }

    private void Align()
    {
        foreach (var layer in _layers)
            Settle(layer, _ => 0);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var layer in Sweep(sweep))
                Settle(layer, place => Barycentre(place, sweep));
        }

        var left = _layers.SelectMany(layer => layer).Min(place => place.X) - (_nodeWidth / 2);
        _layers.SelectMany(layer => layer).ToList().ForEach(place => place.X -= left);
    }

    // Downwards by the layer above, then upwards by the layer below.
    private IEnumerable<List<Place>> Sweep(int sweep) => sweep % 2 == 0 ? _layers : Enumerable.Reverse(_layers);

    private static double Barycentre(Place place, int sweep) =>
        (sweep % 2 == 0 ? place.Above : place.Below).Select(neighbour => neighbour.X).DefaultIfEmpty(place.X).Average();

    // Least squares from the wanted positions, keeping order and distances: nodes that are too close move as one block.
    private void Settle(List<Place> layer, Func<Place, double> wanted)
    {
        var offsets = new double[layer.Count];
        for (var i = 1; i < layer.Count; i++)
            offsets[i] = offsets[i - 1] + ((WidthOf(layer[i - 1]) + WidthOf(layer[i])) / 2);
        var blocks = new Stack<(double Sum, int Count)>();
        foreach (var (i, place) in layer.Index())
        {
            var block = (Sum: wanted(place) - offsets[i], Count: 1);
            while (blocks.TryPeek(out var last) && last.Sum / last.Count > block.Sum / block.Count)
            {
                blocks.Pop();
                block = (block.Sum + last.Sum, block.Count + last.Count);
            }

            blocks.Push(block);
        }

        var index = 0;
        foreach (var (sum, count) in blocks.Reverse())
        {
            for (var i = 0; i < count; i++, index++)
                layer[index].X = (sum / count) + offsets[index];
        }
    }

    private double WidthOf(Place place) => place.Stage is null ? WaypointWidth : _nodeWidth;

    /// <summary>The position of a stage, or of an edge where it crosses a layer.</summary>
    /// <param name="stage">The stage; null for an edge.</param>
    internal sealed class Place(RecordedStage? stage)
    {
        /// <summary>The stage; null where an edge crosses a layer.</summary>
        public RecordedStage? Stage => stage;

        /// <summary>The layer, from the top.</summary>
        public int Layer { get; set; }

        /// <summary>The centre.</summary>
        public double X { get; set; }

        /// <summary>What leads here.</summary>
        public List<Place> Above { get; } = [];

        /// <summary>What this leads to.</summary>
        public List<Place> Below { get; } = [];
    }
}
