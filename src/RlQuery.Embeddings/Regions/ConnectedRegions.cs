namespace RlQuery.Embeddings.Regions;

/// <summary>Makes regions connected.</summary>
/// <param name="regions">The region of each pixel, row by row; need not be connected.</param>
/// <param name="width">Pixels from left to right.</param>
/// <param name="height">Pixels from top to bottom.</param>
internal sealed class ConnectedRegions(int[] regions, int width, int height)
{
    private readonly int[] _joined = [.. Enumerable.Repeat(-1, regions.Length)];
    private readonly int[] _queue = new int[regions.Length];

    /// <summary>Gives each connected piece a number of its own; small ones join the piece before them.</summary>
    /// <param name="smallest">Pixels that a piece needs to stay by itself.</param>
    /// <returns>The region of each pixel: 0, 1, ... in the order in which they are met.</returns>
    public int[] Join(int smallest)
    {
        int count = 0;
        for (int pixel = 0; pixel < regions.Length; pixel++)
        {
            if (_joined[pixel] >= 0)
            {
                continue;
            }
            int beside = Beside(pixel);
            int size = Spread(pixel, count);
            if (size < smallest && beside >= 0)
            {
                for (int i = 0; i < size; i++)
                {
                    _joined[_queue[i]] = beside;
                }
            }
            else
            {
                count++;
            }
        }
        return _joined;
    }

    // A region to the left or above that has its number already.
    private int Beside(int pixel)
    {
        int left = pixel % width > 0 ? _joined[pixel - 1] : -1;
        return left >= 0 ? left : pixel >= width ? _joined[pixel - width] : -1;
    }

    private int Spread(int start, int number)
    {
        int size = 1;
        _queue[0] = start;
        _joined[start] = number;
        for (int next = 0; next < size; next++)
        {
            (int y, int x) = Math.DivRem(_queue[next], width);
            Visit(x - 1, y);
            Visit(x + 1, y);
            Visit(x, y - 1);
            Visit(x, y + 1);
        }
        return size;

        void Visit(int x, int y)
        {
            int pixel = (y * width) + x;
            if (x >= 0 && x < width && y >= 0 && y < height && _joined[pixel] < 0 && regions[pixel] == regions[start])
            {
                _joined[pixel] = number;
                _queue[size++] = pixel;
            }
        }
    }
}
