"""The 1,024 words a return code is made of: short, easy to picture, safe for a child to read aloud anywhere.

Fixed for good: a word taken out or moved changes the codes people wrote down. Any two differ by two slips or more, so
that one slip can be mended. Nothing frightening, rude or about bodies, families, faiths or parties, and no first names.
"""

WORDS: tuple[str, ...] = tuple(
    """
    abacus acorn acrobat actor admiral airmail airport airship album alcove almond alpaca anchor anchovy anorak
    antenna anthill antler apple apricot apron arcade arch archery arena armour artist artwork athlete atlas author
    avenue aviator avocado azure badge bagel bagpipe bakery balcony ballad ballet balloon bamboo banana bangle banjo
    banner barcode barley barn barrel basin basket bassoon bauble beach beacon beak beaker beanbag beanie beehive
    beetle begonia bell bendy beret bicycle bike binder biplane birdbox biscuit bison blanket blazer blender blossom
    blue bobbin bobcat bonfire bongo bonnet bonsai bookend boot bottle boulder bouncy bowtie bramble branch bread
    breeze brick bridge bright bronze brooch broom broth browser brush bubble bucket buckle budgie buffalo buggy
    bugle builder bulb bumpy bunting burger burrito burrow bus butter button buzzer cabbage cabin cabinet cactus
    camel camper canal canary candle canoe canteen canvas canyon captain caramel caravan card carpark carpet cartoon
    carwash cascade cashew castle catfish catkin cave cedar celery cello ceramic chair chalet chalk chariot chart
    cheddar cheery cheese cheetah chef chess chewy chilli chime chimney chord cinema circle circus city climber
    clock cloud clover coaster coat cocoa cocoon coin collage collie column comb comet comic compass concert conifer
    cooker cookie corgi cornet costume cosy cottage cotton counter courier cowbell cowboy cowshed crab crane crater
    crayon cream creek crepe cricket crimson crinkly crispy crocus crown crumble crunchy cube cup cupcake curly
    curtain curved cushion custard cymbal dance deer delta denim depot desk dessert dewdrop diagram diamond diary
    digger dinner disco dish diver doll dolphin dome domino donut doormat doorway dovecot dragon drawer dreamy drill
    drizzle drum duck duet dune dustbin dustpan dusty eagle earmuff earring easel echo eclair eclipse egg eggcup
    elastic elf ember emu engine eraser fabric factory falafel falcon fanfare farm fawn feather fence fender ferret
    ferry field fiesta fin finch firefly fizzy flag flannel flask fleece flint flipper florist fluffy flute foal
    foamy foggy foghorn folder foliage forest fork fossil fox frame freezer frisbee frog frost frothy frozen fudge
    funfair gadget galaxy galleon gallery gander garage garden garland garlic garnet gate gazebo gazelle gear
    gearbox gecko gem genie gentle gerbil geyser gherkin giant gift gingham giraffe glacier glade glider glitter
    glossy glove glowing gnome goalie goblet gold gondola goose gorge gosling granite granola grape grass gravel
    gravy green grey griddle grocer grouse guava guitar gull gumboot gumdrop haddock hairpin hallway hammock hamster
    handbag harbour hare harvest hat hatbox headset hedge helmet heron herring hexagon hiker hill hillock hilltop
    hinge hive hockey hollow honey hoodie hoof hoopla hopper horizon horse hotpot hubcap humbug hummus hurdle husky
    hutch iceberg icecap icicle icing igloo iguana indigo inkwell island jackdaw jacket jaguar jam jazzy jelly
    jester jet jetpack jetty jewel jigsaw jogger judo juggler juice jukebox jumper jungle jupiter kale karate kayak
    kazoo kelp kennel kestrel ketchup kettle keyring kilt kimono kingdom kiosk kipper kitchen kite kitten kiwi koala
    ladder ladle lagoon lake lamb lantern laptop lapwing laundry lava leaf leaflet lemon lemur lens lentil letter
    lettuce library lid lilac lilypad lime linen lion llama lobby lobster locker lodge loft log lorry lotus luggage
    lunch lynx macaw magenta magic magnet magpie mailbag mallard mammoth manatee mango mansion mantis map marble
    market marmot maroon marquee marrow marsh mascot maypole meadow meerkat melon mermaid meteor milk milkman miller
    minibus minnow mint mirror mixer moon moped mosaic moss motor mouse mower muddy muesli mural museum mustang
    napkin narwhal navy necktie nectar neon nest nestbox netball noodle notepad novel nugget nutmeg oak oasis
    oatcake oatmeal oboe ocean octagon octopus onion orange orca orchard orchid oregano origami oryx osprey ostrich
    otter oval oven owl oyster paella page paint painter palace palette pancake panda paneer pantry papaya paper
    parade parasol parcel park parlour parrot parsley parsnip pasta pastel pasture pathway patio pattern peanut
    peapod pebble pecan pedal pegasus pelican pen pencil pendant penguin penpal pepper pesto phone piano pickle
    picnic picture pier pigeon piglet pikelet pillar pilot pinata pinball pink pirate pitch pitstop pitta pixel
    pixie pizza plane platter playmat plough plum plumber podium poem pointy polka pollen polo pompom poncho pony
    popcorn porch possum postbox poster postman potato pottery prairie prawn pretzel prickly prince prune pudding
    puddle puffin pulley puma pumpkin puppet puppy purple purse puzzle pyramid quail quartet quilt quiz rabbit racer
    radar radio radish raft railway rain rainbow rainhat raisin ramen ranger rattle ravine ravioli red reef regatta
    rhino rhubarb ribbon rice ring rivet roadmap robot rockery rocket rocky rodeo roller rooftop rooster rosette
    round router rover rowboat rudder rug rugby ruler runner runway saddle sailor salad salmon salt samba samosa
    sand sandal sandbar sandpit sapling sardine sari sash satchel satin satsuma saturn saucer scallop scarf scenery
    scoop scooter screen scroll seafood seagull seal seaside seaweed seed seesaw sequin shaker shallot shampoo shawl
    sheep shell sherbet shiny shirt shoebox shop shore shovel shrub shutter shuttle sidecar signal silky silver
    singer skater sketch skittle skylark skyline slalom slate sledge sleepy sleet slide sloth smoky smooth snail
    snapper snazzy sneaker snorkel snow snowcap snowman sock sofa song sorbet soup spangle spaniel sparkly sparrow
    spatula sphere spicy spinach spindle spinner spiral spire sponge spoon spotty spring sprout spruce square
    squashy squid stadium stamp stapler star station statue steamer stencil sticker stirrup stoat stone story straw
    stream street stripy studio sturdy subway sugar sultana summit sun sunbeam sundae sundial sunhat sunrise sunset
    surf sushi swan sweater swimmer swing swirly switch syrup tabby table taco tadpole tandem tangram tangy tapir
    tarmac tartan tassel taxi tea teabag teacake teacup teapot teashop teatray tennis tent terrace terrier thatch
    theatre thermos thimble thread tiara ticket tidy tiger tile timber tinfoil tinsel tiptoe toast toffee tofu
    toggle tomato tombola toolbox topaz toucan towel town towpath toybox toyshop track tractor trainer tram trapeze
    trawler treacle treetop trellis trifle trilby trinket tripod trolley trophy trout truffle trumpet trunk tuba
    tuckbox tuft tugboat tulip tumbler tunic tunnel turkey turnip turret turtle tuxedo tweed twig twine twinkly
    twister umpire unicorn uniform valley van vanilla vase velvet village vine vinegar violin volcano voyage wafer
    waffle wagon wagtail walkway wallaby walnut walrus waltz watch weaver weekend whale wheat wheel whisk whisker
    whistle wildcat window winter wizard wobbly wok wombat wooden wool yellow yeti yoyo yurt zebra zigzag zip
    zipwire zoo
    """.split()  # noqa: SIM905 - one can read a page of words, not a page of quotation marks
)
